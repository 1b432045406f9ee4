package dev.nanokit.aws.lab.machine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nanokit.aws.lab.exec.ExecAgent;
import dev.nanokit.aws.lab.exec.StreamServer;
import dev.nanokit.aws.lab.wire.ApiRequest;
import dev.nanokit.aws.lab.wire.ApiResponse;
import dev.nanokit.aws.lab.wire.Refusal;
import dev.nanokit.aws.lab.wire.Trees;
import dev.nanokit.time.TimeSource;
import java.util.Optional;
import java.util.UUID;

/**
 * ECS Exec: an agent in each task that was begun with it. AWS: API_ExecuteCommand.html, "Monitor Amazon ECS containers with
 * ECS Exec", ecs-exec.html.
 */
final class ExecCalls {

    private final TimeSource time;
    private final Clusters clusters;
    private final TaskBook tasks;

    ExecCalls(TimeSource time, Clusters clusters, TaskBook tasks) {
        this.time = time;
        this.clusters = clusters;
        this.tasks = tasks;
    }

    void in(Reactions reactions) {
        reactions.own("ecs:ExecuteCommand", this::execute);
    }

    /** Shows the agent where DescribeTasks does. */
    static void show(ObjectNode container, Task task) {
        if (isEnabled(task)) {
            container
                    .putArray("managedAgents")
                    .addObject()
                    .put("name", "ExecuteCommandAgent")
                    .put("lastStatus", task.stopped() ? "STOPPED" : isReady(task) ? "RUNNING" : "PENDING");
        }
    }

    private static boolean isEnabled(Task task) {
        return task.order.path("enableExecuteCommand").asBoolean();
    }

    /** Without a role the agent has no way to AWS. */
    private static boolean isReady(Task task) {
        return task.running()
                && task.wanted()
                && !task.definition.tree().path("taskRoleArn").asText().isEmpty();
    }

    private ApiResponse execute(ApiRequest request) {
        String cluster = Clusters.name(request);
        clusters.require(cluster);
        if (!request.parameters().path("interactive").asBoolean()) {
            throw new Refusal("InvalidParameterException", "Interactive is the only mode supported currently.");
        }
        if (request.text("command").isBlank()) {
            throw new Refusal("InvalidParameterException", "Command cannot be empty.");
        }
        Task task = tasks.find(cluster, request.text("task"))
                .orElseThrow(() -> new Refusal("InvalidParameterException", "The referenced task was not found."));
        if (!isEnabled(task) || !isReady(task)) {
            throw new Refusal(
                    "InvalidParameterException",
                    "The execute command failed because execute command was not enabled when the task was run or the"
                            + " execute command agent isn't running. Wait and try again or run a new task with execute"
                            + " command enabled and try again.");
        }
        Optional<Container> container = task.containers().stream()
                .filter(one -> request.text("container").isEmpty() || one.name().equals(request.text("container")))
                .findFirst();
        ExecPlay play = container
                .filter(Container::runs)
                .map(one -> new ExecPlay(time, request.text("command"), one.environment))
                .orElseThrow(() ->
                        new Refusal("InvalidParameterException", "The container with the given name does not run."));
        return ApiResponse.json(session(request, task, play));
    }

    private static ObjectNode session(ApiRequest request, Task task, ExecPlay play) {
        String token = UUID.randomUUID().toString();
        StreamServer stream = StreamServer.forOne(with -> play.run(ExecAgent.open(with, token)));
        ObjectNode answer = Trees.object();
        answer.put("clusterArn", task.clusterArn);
        answer.put("taskArn", task.arn);
        answer.put("containerName", request.text("container"));
        answer.put("interactive", true);
        answer.putObject("session")
                .put("sessionId", "ecs-execute-command-" + task.id())
                .put("streamUrl", stream.address())
                .put("tokenValue", token);
        return answer;
    }
}
