package dev.nanokit.aws.lab.rules;

import static dev.nanokit.aws.lab.rules.Rule.unless;

import java.util.List;
import java.util.Set;

/** What CloudWatch Logs refuses. */
final class LogsRules {

    private static final String API = "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_";
    private static final Set<Integer> RETENTION = Set.of(
            1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653);

    private LogsRules() {}

    static List<Rule> all() {
        return List.of(
                rule(
                        "CreateLogGroup",
                        (request, moto) -> unless(
                                request.text("logGroupName").matches("[\\w.\\-/#]{1,512}"),
                                "logGroupName has characters that it may not have")),
                rule(
                        "PutRetentionPolicy",
                        (request, moto) -> unless(
                                RETENTION.contains(request.parameters()
                                        .path("retentionInDays")
                                        .asInt()),
                                "retentionInDays is not one of the values that are possible")));
    }

    private static Rule rule(String operation, Rule.Check check) {
        return new Rule("logs", operation, "InvalidParameterException", API + operation + ".html", check);
    }
}
