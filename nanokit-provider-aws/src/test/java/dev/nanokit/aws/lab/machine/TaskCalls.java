package dev.nanokit.aws.lab.machine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nanokit.aws.lab.wire.ApiRequest;
import dev.nanokit.aws.lab.wire.ApiResponse;
import dev.nanokit.aws.lab.wire.Refusal;
import dev.nanokit.aws.lab.wire.Trees;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** ECS tasks: entirely the machine's. AWS: API_RunTask.html, API_StopTask.html, API_ListTasks.html, API_DescribeTasks.html. */
final class TaskCalls {

    private static final int PAGE = 100;

    private final Clusters clusters;
    private final TaskDefinitions definitions;
    private final TaskBook tasks;
    private final TaskFactory factory;
    private final TaskRunner runner;
    private final TaskView view;
    private final Pages pages;
    private final Map<String, List<Task>> tokens = new HashMap<>();

    TaskCalls(
            Clusters clusters,
            TaskDefinitions definitions,
            TaskBook tasks,
            TaskFactory factory,
            TaskRunner runner,
            TaskView view,
            Pages pages) {
        this.clusters = clusters;
        this.definitions = definitions;
        this.tasks = tasks;
        this.factory = factory;
        this.runner = runner;
        this.view = view;
        this.pages = pages;
    }

    void in(Reactions reactions) {
        reactions.own("ecs:RunTask", this::run);
        reactions.own("ecs:StopTask", this::stop);
        reactions.own("ecs:ListTasks", this::list);
        reactions.own("ecs:DescribeTasks", this::describe);
    }

    private ApiResponse run(ApiRequest request) {
        String cluster = Clusters.name(request);
        clusters.require(cluster);
        TaskDefinition definition = definitions
                .find(request.text("taskDefinition"))
                .orElseThrow(() -> new Refusal("ClientException", "TaskDefinition not found."));
        String token = request.text("clientToken");
        if (!token.isEmpty() && tokens.containsKey(token)) {
            return answer(tokens.get(token), List.of());
        }
        if (factory.lacksCapacity(definition)) {
            ObjectNode failure =
                    Trees.object().put("arn", clusters.arn(cluster)).put("reason", TaskFactory.NO_CAPACITY);
            return answer(List.of(), List.of(failure));
        }
        List<Task> started = new ArrayList<>();
        int count = request.parameters().path("count").asInt(1);
        for (int i = 0; i < count; i++) {
            Task task = factory.make(clusters.arn(cluster), definition, request.parameters());
            runner.launch(task);
            started.add(task);
        }
        if (!token.isEmpty()) {
            tokens.put(token, started);
        }
        return answer(started, List.of());
    }

    private ApiResponse answer(List<Task> started, List<ObjectNode> failures) {
        ObjectNode tree = Trees.object();
        ArrayNode array = tree.putArray("tasks");
        started.forEach(task -> array.add(view.of(task, true)));
        tree.putArray("failures").addAll(failures);
        return ApiResponse.json(tree);
    }

    private ApiResponse stop(ApiRequest request) {
        String cluster = Clusters.name(request);
        clusters.require(cluster);
        Task task = tasks.find(cluster, request.text("task"))
                .orElseThrow(() -> new Refusal("InvalidParameterException", "The referenced task was not found."));
        String reason = request.text("reason");
        runner.stop(task, "UserInitiated", reason.isEmpty() ? "Task stopped by user" : reason);
        return ApiResponse.json(Trees.object().set("task", view.of(task, false)));
    }

    private ApiResponse list(ApiRequest request) {
        String cluster = Clusters.name(request);
        clusters.require(cluster);
        String service = request.text("serviceName");
        String group = "service:" + service.substring(service.lastIndexOf('/') + 1);
        String family = request.text("family");
        String startedBy = request.text("startedBy");
        String status = request.text("desiredStatus").isEmpty() ? "RUNNING" : request.text("desiredStatus");
        List<String> found = tasks.in(cluster)
                .filter(task -> service.isEmpty() || task.group().equals(group))
                .filter(task -> family.isEmpty() || task.definition.family().equals(family))
                .filter(task -> startedBy.isEmpty() || task.startedBy().equals(startedBy))
                .filter(task -> task.desiredStatus().equals(status))
                .map(task -> task.arn)
                .toList();
        return ApiResponse.json(pages.page(request, "taskArns", found, PAGE));
    }

    private ApiResponse describe(ApiRequest request) {
        String cluster = Clusters.name(request);
        clusters.require(cluster);
        boolean tags = Trees.texts(request.parameters().path("include")).contains("TAGS");
        ObjectNode tree = Trees.object();
        ArrayNode found = tree.putArray("tasks");
        ArrayNode failures = tree.putArray("failures");
        for (JsonNode reference : request.parameters().path("tasks")) {
            Optional<Task> task = tasks.find(cluster, reference.asText());
            if (task.isPresent()) {
                found.add(view.of(task.get(), tags));
            } else {
                String id = reference.asText().substring(reference.asText().lastIndexOf('/') + 1);
                String arn = clusters.arn(cluster).replace(":cluster/", ":task/") + "/" + id;
                failures.addObject().put("arn", arn).put("reason", "MISSING");
            }
        }
        return ApiResponse.json(tree);
    }
}
