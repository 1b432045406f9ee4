package dev.nanokit.aws.lab.rules;

import static dev.nanokit.aws.lab.rules.Rule.unless;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nanokit.aws.lab.wire.ApiRequest;
import dev.nanokit.aws.lab.wire.Moto;
import dev.nanokit.aws.lab.wire.Trees;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What EventBridge Scheduler refuses. */
final class SchedulerRules {

    private static final String API = "https://docs.aws.amazon.com/scheduler/latest/APIReference/API_";
    private static final String TYPES = "https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html";
    private static final String SET_UP = "https://docs.aws.amazon.com/scheduler/latest/UserGuide/setting-up.html";
    private static final String WRONG = "ValidationException";
    private static final String MISSING = "ResourceNotFoundException";
    private static final String NAME = "[0-9a-zA-Z-_.]{1,64}";
    private static final String GROUP_ARN =
            "arn:aws[a-z-]*:scheduler:[a-z0-9-]+:\\d{12}:schedule-group/[0-9a-zA-Z-_.]+";
    private static final String EXPRESSION = "at\\(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\)"
            + "|rate\\([1-9]\\d* (minute|hour|day)s?\\)"
            + "|cron\\(\\S+( \\S+){5}\\)";
    private static final String MONTHS = "JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC";
    private static final String DAYS = "SUN|MON|TUE|WED|THU|FRI|SAT";

    /** What each field of a cron expression takes: a star, or a list of values, ranges and, but for days of the week, steps. */
    private static final List<String> FIELDS = List.of(
            field("[0-5]?\\d", true),
            field("1?\\d|2[0-3]", true),
            field("[1-9]|[12]\\d|3[01]", true) + "|\\?|L|LW|\\d{1,2}W",
            field("[1-9]|1[0-2]|" + MONTHS, true),
            field("[1-7]|" + DAYS, false) + "|\\?|[1-7]?L|[1-7]#[1-5]",
            field("(19[7-9]|20\\d|21\\d)\\d", true));

    private SchedulerRules() {}

    private static String field(String value, boolean hasSteps) {
        String one = "(" + value + ")";
        String item = hasSteps ? one + "(-" + one + "|/\\d{1,2})?" : one + "(-" + one + ")?";
        return "\\*" + (hasSteps ? "(/\\d{1,2})?" : "") + "|" + item + "(," + item + ")*";
    }

    static List<Rule> all() {
        List<Rule> rules = new ArrayList<>();
        for (String operation : List.of("CreateSchedule", "UpdateSchedule")) {
            rules.add(name(operation));
            rules.add(rule(
                    operation,
                    WRONG,
                    TYPES,
                    (request, moto) ->
                            unless(isExpression(request.text("ScheduleExpression")), "Invalid Schedule Expression.")));
            rules.add(rule(
                    operation,
                    WRONG,
                    TYPES,
                    (request, moto) ->
                            unless(isZone(request.text("ScheduleExpressionTimezone")), "no such time zone")));
            rules.add(rule(operation, WRONG, API + "FlexibleTimeWindow.html", SchedulerRules::window));
            rules.add(rule(operation, WRONG, API + "Target.html", SchedulerRules::target));
            rules.add(rule(operation, WRONG, API + "EcsParameters.html", SchedulerRules::task));
            rules.add(rule(operation, WRONG, API + "RetryPolicy.html", SchedulerRules::retries));
            rules.add(rule(operation, WRONG, SET_UP, SchedulerRules::role));
            rules.add(rule(
                    operation,
                    WRONG,
                    API + operation + ".html",
                    (request, moto) -> unless(request.text("Description").length() <= 512, "Description is too long")));
        }
        rules.add(rule("CreateSchedule", MISSING, API + "CreateSchedule.html", SchedulerRules::lacksGroup));
        rules.add(name("CreateScheduleGroup"));
        rules.add(rule(
                "CreateScheduleGroup",
                "ConflictException",
                API + "CreateScheduleGroup.html",
                (request, moto) -> unless(!isGroup(request.text("Name"), moto), "Schedule group already exists.")));
        rules.add(rule(
                "DeleteScheduleGroup",
                MISSING,
                API + "DeleteScheduleGroup.html",
                (request, moto) -> unless(isGroup(request.text("Name"), moto), "Schedule group does not exist.")));
        for (String operation : List.of("TagResource", "UntagResource", "ListTagsForResource")) {
            rules.add(rule(
                    operation,
                    WRONG,
                    API + operation + ".html",
                    (request, moto) ->
                            unless(request.text("ResourceArn").matches(GROUP_ARN), "only schedule groups have tags")));
            rules.add(rule(operation, MISSING, API + operation + ".html", (request, moto) -> {
                String arn = request.text("ResourceArn");
                return unless(isGroup(arn.substring(arn.lastIndexOf('/') + 1), moto), "Schedule group does not exist.");
            }));
        }
        return rules;
    }

    private static Rule name(String operation) {
        return rule(
                operation,
                WRONG,
                API + operation + ".html",
                (request, moto) -> unless(request.text("Name").matches(NAME), "name must satisfy " + NAME));
    }

    private static Rule rule(String operation, String code, String source, Rule.Check check) {
        return new Rule("scheduler", operation, code, source, check);
    }

    /** In a cron expression one of day of month and day of week is a question mark, and not both. */
    private static boolean isExpression(String expression) {
        if (!expression.matches(EXPRESSION) || expression.length() > 256) {
            return false;
        }
        if (!expression.startsWith("cron(")) {
            return true;
        }
        String[] fields =
                expression.substring("cron(".length(), expression.length() - 1).split(" ", -1);
        for (int index = 0; index < fields.length; index++) {
            if (!fields[index].matches(FIELDS.get(index))) {
                return false;
            }
        }
        return fields[2].equals("?") != fields[4].equals("?");
    }

    private static boolean isZone(String zone) {
        return zone.isEmpty() || ZoneId.getAvailableZoneIds().contains(zone);
    }

    private static Optional<String> window(ApiRequest request, Moto moto) {
        JsonNode window = request.parameters().path("FlexibleTimeWindow");
        boolean isFlexible = window.path("Mode").asText().equals("FLEXIBLE");
        return unless(
                isFlexible != window.path("MaximumWindowInMinutes").isMissingNode()
                        && (isFlexible || window.path("Mode").asText().equals("OFF")),
                "FlexibleTimeWindow is OFF, or FLEXIBLE with its minutes");
    }

    private static Optional<String> target(ApiRequest request, Moto moto) {
        JsonNode target = request.parameters().path("Target");
        return unless(
                !target.path("Arn").asText("").isEmpty()
                        && !target.path("RoleArn").asText("").isEmpty(),
                "Target needs Arn and RoleArn");
    }

    /** What the target has to say of a cluster, and to Fargate of its network. */
    private static Optional<String> task(ApiRequest request, Moto moto) {
        JsonNode target = request.parameters().path("Target");
        boolean isCluster = target.path("Arn").asText("").matches("arn:aws[a-z-]*:ecs:.*:cluster/.+");
        JsonNode task = target.path("EcsParameters");
        if (!isCluster) {
            return unless(task.isMissingNode(), "EcsParameters are for clusters of ECS");
        }
        JsonNode vpc = task.path("NetworkConfiguration").path("awsvpcConfiguration");
        int subnets = Trees.list(vpc.path("Subnets")).size();
        boolean isFargate = task.path("LaunchType").asText().equals("FARGATE");
        int count = task.path("TaskCount").asInt(1);
        return unless(
                !task.path("TaskDefinitionArn").asText("").isEmpty()
                        && (!isFargate || (subnets >= 1 && subnets <= 16))
                        && Trees.list(vpc.path("SecurityGroups")).size() <= 5
                        && count >= 1
                        && count <= 10,
                "EcsParameters need a task definition, and those of Fargate 1 to 16 subnets");
    }

    private static Optional<String> retries(ApiRequest request, Moto moto) {
        JsonNode retries = request.parameters().path("Target").path("RetryPolicy");
        int age = retries.path("MaximumEventAgeInSeconds").asInt(60);
        int attempts = retries.path("MaximumRetryAttempts").asInt(0);
        return unless(
                age >= 60 && age <= 86_400 && attempts >= 0 && attempts <= 185,
                "RetryPolicy takes 60 to 86400 seconds and up to 185 attempts");
    }

    private static Optional<String> role(ApiRequest request, Moto moto) {
        String arn = request.parameters().path("Target").path("RoleArn").asText("");
        JsonNode role = moto.result("iam", "GetRole", "RoleName", arn.substring(arn.lastIndexOf('/') + 1));
        String trust = URLDecoder.decode(
                role.path("Role").path("AssumeRolePolicyDocument").asText(""), StandardCharsets.UTF_8);
        return unless(
                trust.contains("\"scheduler.amazonaws.com\""),
                "The execution role you provide must allow AWS EventBridge Scheduler to assume the role.");
    }

    private static Optional<String> lacksGroup(ApiRequest request, Moto moto) {
        String group = request.text("GroupName");
        return unless(group.isEmpty() || isGroup(group, moto), "Schedule group " + group + " does not exist.");
    }

    private static boolean isGroup(String name, Moto moto) {
        return moto.rest("scheduler", "GET", "/schedule-groups/" + name).ok();
    }
}
