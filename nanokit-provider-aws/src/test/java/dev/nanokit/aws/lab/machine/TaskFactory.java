package dev.nanokit.aws.lab.machine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nanokit.aws.lab.wire.Trees;
import java.util.List;
import java.util.Random;

/** Makes tasks with names, addresses and interfaces as AWS gives them. Guarded by the machine's lock. */
final class TaskFactory {

    /** What Fargate says when it has no room. */
    static final String NO_CAPACITY =
            "Capacity is unavailable at this time. Please try again later or in a different availability zone";

    private final Timeline timeline;
    private final Surroundings surroundings;
    private final TaskBook book;
    private final Random random;
    private int addresses;

    TaskFactory(Timeline timeline, Surroundings surroundings, TaskBook book, long seed) {
        this.timeline = timeline;
        this.surroundings = surroundings;
        this.book = book;
        this.random = new Random(seed);
    }

    String deploymentId() {
        return "ecs-svc/" + (1_000_000_000_000_000_000L + Math.floorMod(random.nextLong(), 8_000_000_000_000_000_000L));
    }

    boolean lacksCapacity(TaskDefinition definition) {
        return definition.containers().stream()
                .anyMatch(it -> it.path("image").asText().startsWith("nocapacity:"));
    }

    /** {@return a service's next task} */
    Task make(EcsService service, EcsDeployment deployment) {
        ObjectNode order = Trees.object();
        order.put("group", "service:" + service.name());
        order.put("startedBy", deployment.id);
        order.put(
                "enableExecuteCommand",
                service.settings.path("enableExecuteCommand").asBoolean());
        order.set("networkConfiguration", deployment.spec.path("networkConfiguration"));
        order.put("launchType", deployment.spec.path("launchType").asText("FARGATE"));
        String propagate = service.settings.path("propagateTags").asText("NONE");
        if (propagate.equals("SERVICE")) {
            order.set("tags", service.settings.path("tags"));
        } else if (propagate.equals("TASK_DEFINITION")) {
            order.set("tags", deployment.definition.tree().path("tags"));
        }
        return make(service.clusterArn, deployment.definition, order);
    }

    /** {@return a task that nobody looks after} */
    Task make(String clusterArn, TaskDefinition definition, JsonNode order) {
        String id = hex(32);
        String arn = clusterArn.replace(":cluster/", ":task/") + "/" + id;
        Task task = new Task(arn, clusterArn, definition, order, place(order), timeline.now());
        book.add(task);
        return task;
    }

    private Placement place(JsonNode order) {
        JsonNode network = order.path("networkConfiguration").path("awsvpcConfiguration");
        List<String> subnets = Trees.texts(network.path("subnets"));
        String id = subnets.isEmpty() ? "" : subnets.get(addresses % subnets.size());
        JsonNode subnet = id.isEmpty() ? Trees.object() : surroundings.subnet(id);
        List<String> groups = Trees.texts(network.path("securityGroups"));
        if (groups.isEmpty() && subnet.has("vpcId")) {
            groups = List.of(surroundings.defaultGroup(subnet.path("vpcId").asText()));
        }
        return new Placement(
                "eni-0" + hex(16),
                id,
                subnet.path("availabilityZone").asText("eu-west-1a"),
                address(subnet.path("cidrBlock").asText("10.0.0.0/16")),
                groups);
    }

    /** Gives out each address once, so that it tells the task. AWS keeps the first four of a subnet. */
    private String address(String cidr) {
        String[] parts = cidr.substring(0, cidr.indexOf('/')).split("\\.", -1);
        int number = 4 + addresses++;
        return parts[0] + "." + parts[1] + "." + (Integer.parseInt(parts[2]) + number / 250) + "." + (number % 250 + 4);
    }

    String hex(int length) {
        StringBuilder text = new StringBuilder();
        while (text.length() < length) {
            text.append(Character.forDigit(random.nextInt(16), 16));
        }
        return text.toString();
    }
}
