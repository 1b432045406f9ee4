package dev.nanokit.aws.lab.rules;

import static dev.nanokit.aws.lab.rules.Rule.unless;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nanokit.aws.lab.wire.ApiRequest;
import dev.nanokit.aws.lab.wire.Trees;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What ECS refuses of what is written in a request. */
final class EcsRules {

    private static final String API = "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_";
    private static final String SIZES =
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html#fargate-tasks-size";
    private static final String NAME = "[A-Za-z0-9_-]{1,255}";
    private static final int GIB = 1024;

    /** Smallest and largest memory, and the step between, by processor units; all in MiB. */
    private static final Map<Integer, int[]> MEMORY = Map.of(
            512, new int[] {GIB, 4 * GIB, GIB},
            1024, new int[] {2 * GIB, 8 * GIB, GIB},
            2048, new int[] {4 * GIB, 16 * GIB, GIB},
            4096, new int[] {8 * GIB, 30 * GIB, GIB},
            8192, new int[] {16 * GIB, 60 * GIB, 4 * GIB},
            16384, new int[] {32 * GIB, 120 * GIB, 8 * GIB});

    private EcsRules() {}

    static List<Rule> all() {
        return List.of(
                rule(
                        "RegisterTaskDefinition",
                        "ClientException",
                        request -> unless(request.text("family").matches(NAME), "Family contains invalid characters.")),
                new Rule("ecs", "RegisterTaskDefinition", "ClientException", SIZES, (request, moto) -> size(request)),
                rule(
                        "RegisterTaskDefinition",
                        "ClientException",
                        request -> unless(
                                request.text("networkMode").equals("awsvpc"),
                                "Fargate only supports network mode 'awsvpc'.")),
                rule("RegisterTaskDefinition", "ClientException", EcsRules::logs),
                rule("RegisterTaskDefinition", "ClientException", EcsRules::secrets),
                rule("RegisterTaskDefinition", "ClientException", EcsRules::twins),
                rule("RegisterTaskDefinition", "ClientException", EcsRules::names),
                rule(
                        "CreateService",
                        "InvalidParameterException",
                        request -> unless(request.text("serviceName").matches(NAME), "Invalid service name.")),
                rule(
                        "CreateService",
                        "InvalidParameterException",
                        request -> unless(
                                request.parameters()
                                                .path("networkConfiguration")
                                                .path("awsvpcConfiguration")
                                                .path("subnets")
                                                .size()
                                        > 0,
                                "Network Configuration must be provided when networkMode 'awsvpc' is specified.")),
                rule(
                        "CreateCluster",
                        "InvalidParameterException",
                        request -> unless(request.text("clusterName").matches(NAME), "Invalid cluster name.")),
                rule(
                        "DescribeServices",
                        "InvalidParameterException",
                        request -> unless(
                                request.parameters().path("services").size() <= 10,
                                "services can have at most 10 items.")),
                rule(
                        "DescribeTasks",
                        "InvalidParameterException",
                        request -> unless(
                                request.parameters().path("tasks").size() <= 100, "tasks can have at most 100 items.")),
                rule(
                        "DeleteTaskDefinitions",
                        "InvalidParameterException",
                        request -> unless(
                                request.parameters().path("taskDefinitions").size() <= 10,
                                "taskDefinitions can have at most 10 items.")));
    }

    /** A check that needs no look at what is there. */
    private interface Reading {
        Optional<String> wrong(ApiRequest request);
    }

    private static Rule rule(String operation, String code, Reading reading) {
        return new Rule("ecs", operation, code, API + operation + ".html", (request, moto) -> reading.wrong(request));
    }

    private static Optional<String> size(ApiRequest request) {
        int cpu = request.parameters().path("cpu").asInt();
        int memory = request.parameters().path("memory").asInt();
        boolean isSmall = cpu == 256 && Set.of(512, GIB, 2 * GIB).contains(memory);
        int[] row = MEMORY.get(cpu);
        boolean isOther = row != null && memory >= row[0] && memory <= row[1] && (memory - row[0]) % row[2] == 0;
        return unless(isSmall || isOther, "No Fargate configuration exists for given values: " + cpu + ", " + memory);
    }

    private static Optional<String> logs(ApiRequest request) {
        boolean logs = Trees.list(request.parameters().path("containerDefinitions")).stream()
                .anyMatch(one ->
                        one.path("logConfiguration").path("logDriver").asText().equals("awslogs"));
        return unless(
                !logs || !request.text("executionRoleArn").isEmpty(),
                "Fargate requires task definition to have execution role ARN to support log driver awslogs.");
    }

    private static Optional<String> secrets(ApiRequest request) {
        boolean secrets = Trees.list(request.parameters().path("containerDefinitions")).stream()
                .anyMatch(one -> !Trees.list(one.path("secrets")).isEmpty());
        return unless(
                !secrets || !request.text("executionRoleArn").isEmpty(),
                "When you are specifying container secrets, you must also specify a value for 'executionRoleArn'.");
    }

    private static Optional<String> names(ApiRequest request) {
        return Trees.list(request.parameters().path("containerDefinitions")).stream()
                .map(one -> one.path("name").asText())
                .filter(name -> !name.matches(NAME))
                .findFirst()
                .map(name -> "Container.name contains invalid characters: " + name);
    }

    private static Optional<String> twins(ApiRequest request) {
        Set<String> names = new HashSet<>();
        for (JsonNode container : Trees.list(request.parameters().path("containerDefinitions"))) {
            if (!names.add(container.path("name").asText())) {
                return Optional.of("Container names must be unique.");
            }
        }
        return Optional.empty();
    }
}
