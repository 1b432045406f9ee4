package dev.nanokit.aws.lab.machine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nanokit.aws.lab.wire.Trees;
import java.time.Instant;
import java.util.Optional;

/** Shows a task as AWS does. AWS: "Task", API_Task.html. */
final class TaskView {

    private final TaskHealth health;

    TaskView(TaskHealth health) {
        this.health = health;
    }

    static double seconds(Instant at) {
        return at.toEpochMilli() / 1000.0;
    }

    private static void put(ObjectNode tree, String name, Optional<Instant> at) {
        at.ifPresent(moment -> tree.put(name, seconds(moment)));
    }

    ObjectNode of(Task task, boolean tags) {
        ObjectNode tree = Trees.object();
        tree.put("taskArn", task.arn);
        tree.put("clusterArn", task.clusterArn);
        tree.put("taskDefinitionArn", task.definition.arn());
        tree.put("group", task.group());
        if (!task.startedBy().isEmpty()) {
            tree.put("startedBy", task.startedBy());
        }
        tree.put("lastStatus", task.lastStatus());
        tree.put("desiredStatus", task.desiredStatus());
        tree.put("healthStatus", health.ofContainers(task));
        tree.put("version", task.version());
        tree.put("launchType", task.order.path("launchType").asText("FARGATE"));
        tree.put("platformVersion", "1.4.0");
        tree.put("platformFamily", "Linux");
        tree.put("availabilityZone", task.placement.zone());
        tree.put("enableExecuteCommand", task.order.path("enableExecuteCommand").asBoolean());
        tree.put("cpu", task.definition.tree().path("cpu").asText());
        tree.put("memory", task.definition.tree().path("memory").asText());
        tree.set("overrides", overrides(task));
        times(tree, task);
        task.stop().ifPresent(stop -> {
            tree.put("stopCode", stop.code());
            tree.put("stoppedReason", stop.reason());
        });
        tree.set("attachments", attachments(task));
        tree.set("containers", containers(task));
        JsonNode given = task.order.path("tags");
        tree.set("tags", tags && given.isArray() ? given : Trees.array());
        return tree;
    }

    private static JsonNode overrides(Task task) {
        ObjectNode overrides = Trees.object();
        overrides.putArray("containerOverrides");
        if (task.order.path("overrides") instanceof ObjectNode given) {
            overrides.setAll(given);
        }
        return overrides;
    }

    private static void times(ObjectNode tree, Task task) {
        tree.put("createdAt", seconds(task.createdAt));
        put(tree, "connectivityAt", task.pullAt());
        put(tree, "pullStartedAt", task.pullAt());
        put(tree, "pullStoppedAt", task.startedAt());
        put(tree, "startedAt", task.startedAt());
        put(tree, "stoppingAt", task.stop().map(Task.Stop::at));
        Optional<Instant> over =
                task.containers().stream().flatMap(it -> it.endedAt().stream()).max(Instant::compareTo);
        put(tree, "executionStoppedAt", over.filter(at -> task.stop().isPresent()));
        put(tree, "stoppedAt", task.stoppedAt());
        if (task.pullAt().isPresent()) {
            tree.put("connectivity", task.stopped() ? "DISCONNECTED" : "CONNECTED");
        }
    }

    private static ArrayNode attachments(Task task) {
        ArrayNode attachments = Trees.array();
        if (!task.definition.ownInterfaces()) {
            return attachments;
        }
        ObjectNode attachment = attachments.addObject();
        attachment.put("id", task.id());
        attachment.put("type", "ElasticNetworkInterface");
        boolean there = task.pullAt().isPresent();
        attachment.put("status", task.stopped() ? "DELETED" : there ? "ATTACHED" : "PRECREATED");
        ArrayNode details = attachment.putArray("details");
        detail(details, "subnetId", task.placement.subnet());
        if (there) {
            detail(details, "networkInterfaceId", task.placement.interfaceId());
            detail(details, "macAddress", "0a:00:00:00:00:01");
            detail(details, "privateDnsName", "ip-" + task.placement.address().replace('.', '-') + ".internal");
            detail(details, "privateIPv4Address", task.placement.address());
        }
        return attachments;
    }

    private static void detail(ArrayNode details, String name, String value) {
        details.addObject().put("name", name).put("value", value);
    }

    private ArrayNode containers(Task task) {
        ArrayNode containers = Trees.array();
        if (task.containers().isEmpty()) {
            for (JsonNode definition : task.definition.containers()) {
                ObjectNode tree = container(containers, task, definition);
                tree.put("lastStatus", task.stopped() ? "STOPPED" : "PENDING");
                tree.put("healthStatus", Container.UNKNOWN);
            }
        }
        for (Container container : task.containers()) {
            ObjectNode tree = container(containers, task, container.definition);
            tree.put("lastStatus", container.lastStatus());
            tree.put("healthStatus", health.of(container));
            container.exitCode().ifPresent(code -> tree.put("exitCode", code));
            if (!container.reason().isEmpty()) {
                tree.put("reason", container.reason());
            }
            if (container.startedAt().isPresent()) {
                tree.put("runtimeId", task.id() + "-" + (containers.size() - 1));
            }
        }
        return containers;
    }

    private static ObjectNode container(ArrayNode containers, Task task, JsonNode definition) {
        ObjectNode tree = containers.addObject();
        String name = definition.path("name").asText();
        tree.put("containerArn", task.arn.replace(":task/", ":container/") + "/" + name);
        tree.put("taskArn", task.arn);
        tree.put("name", name);
        tree.put("image", definition.path("image").asText());
        tree.put("cpu", definition.path("cpu").asText("0"));
        ExecCalls.show(tree, task);
        ArrayNode interfaces = tree.putArray("networkInterfaces");
        if (task.pullAt().isPresent() && task.definition.ownInterfaces()) {
            interfaces.addObject().put("attachmentId", task.id()).put("privateIpv4Address", task.placement.address());
        }
        return tree;
    }
}
