package dev.nanokit.aws.lab.rules;

import static dev.nanokit.aws.lab.rules.Rule.unless;

import dev.nanokit.aws.lab.wire.ApiRequest;
import java.util.List;
import java.util.stream.Stream;

/** What EventBridge Scheduler refuses. */
final class SchedulerRules {

    private static final String API = "https://docs.aws.amazon.com/scheduler/latest/APIReference/API_";
    private static final String TYPES = "https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html";
    private static final String NAME = "[0-9a-zA-Z-_.]{1,64}";
    private static final String EXPRESSION = "at\\(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\)"
            + "|rate\\([1-9]\\d* (minute|hour|day)s?\\)"
            + "|cron\\(\\S+( \\S+){5}\\)";

    private SchedulerRules() {}

    static List<Rule> all() {
        return Stream.of("CreateSchedule", "UpdateSchedule")
                .flatMap(operation -> Stream.of(
                        rule(
                                operation,
                                API + operation + ".html",
                                (request, moto) ->
                                        unless(request.text("Name").matches(NAME), "name must satisfy " + NAME)),
                        rule(
                                operation,
                                TYPES,
                                (request, moto) -> unless(
                                        request.text("ScheduleExpression").matches(EXPRESSION),
                                        "Invalid Schedule Expression " + request.text("ScheduleExpression") + ".")),
                        rule(
                                operation,
                                TYPES,
                                (request, moto) -> unless(
                                        oneDayField(request), "Invalid Schedule Expression: one day field must be ?.")),
                        rule(
                                operation,
                                API + "Target.html",
                                (request, moto) -> unless(
                                        !member(request, "Arn").isEmpty()
                                                && !member(request, "RoleArn").isEmpty(),
                                        "Target needs Arn and RoleArn"))))
                .toList();
    }

    private static Rule rule(String operation, String source, Rule.Check check) {
        return new Rule("scheduler", operation, "ValidationException", source, check);
    }

    private static String member(ApiRequest request, String name) {
        return request.parameters().path("Target").path(name).asText("");
    }

    /** In a cron expression one of day of month and day of week is a question mark, and not both. */
    private static boolean oneDayField(ApiRequest request) {
        String expression = request.text("ScheduleExpression");
        if (!expression.startsWith("cron(")) {
            return true;
        }
        String[] fields = expression.substring("cron(".length()).split(" ", -1);
        return fields[2].equals("?") != fields[4].equals("?");
    }
}
