package dev.nanokit.metadata;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the metadata endpoint of Amazon ECS, version 4, says of the task that asks
 * (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-metadata-endpoint-v4-fargate-response.html).
 */
final class EcsTask {

    /** The variable that names the endpoint: the platform sets it in each container. */
    static final String ENDPOINT = "ECS_CONTAINER_METADATA_URI_V4";

    static final Set<String> TOLD = Set.of(
            InstanceMetadata.INSTANCE_ID,
            InstanceMetadata.PRIVATE_IP,
            InstanceMetadata.CLUSTER,
            InstanceMetadata.REGION,
            InstanceMetadata.ZONE,
            InstanceMetadata.ACCOUNT,
            InstanceMetadata.REVISION);

    private static final int PARTS_OF_ARN = 6;

    private EcsTask() {}

    static Map<String, String> read(String endpoint) {
        try {
            return MetadataCall.get(endpoint + "/task", Map.of())
                    .filter(MetadataAnswer::isOk)
                    .map(answer -> variables(JsonReader.read(answer.text())))
                    .orElse(Map.of());
        } catch (IllegalArgumentException e) {
            return Map.of();
        }
    }

    private static Map<String, String> variables(Json task) {
        Map<String, String> variables = new LinkedHashMap<>();
        task.text("TaskARN").ifPresent(arn -> addArn(arn, variables));
        task.text("Cluster").ifPresent(cluster -> variables.put(InstanceMetadata.CLUSTER, afterLastSlash(cluster)));
        task.text("ServiceName").ifPresent(name -> variables.put(InstanceMetadata.SERVICE, name));
        task.text("AvailabilityZone").ifPresent(zone -> variables.put(InstanceMetadata.ZONE, zone));
        task.text("Family")
                .flatMap(family -> task.text("Revision").map(revision -> family + ":" + revision))
                .ifPresent(definition -> variables.put(InstanceMetadata.REVISION, definition));
        address(task).ifPresent(address -> variables.put(InstanceMetadata.PRIVATE_IP, address));
        variables.values().removeIf(String::isEmpty);
        return variables;
    }

    /** {@code arn:partition:service:region:account:task/cluster/id}; older ones leave the cluster out. */
    private static void addArn(String arn, Map<String, String> variables) {
        String[] parts = arn.split(":", PARTS_OF_ARN);
        if (parts.length == PARTS_OF_ARN && parts[0].equals("arn")) {
            variables.put(InstanceMetadata.REGION, parts[3]);
            variables.put(InstanceMetadata.ACCOUNT, parts[4]);
            variables.put(InstanceMetadata.INSTANCE_ID, afterLastSlash(parts[5]));
        }
    }

    /** All containers of a task on Fargate share its one network interface. */
    private static Optional<String> address(Json task) {
        return task.items("Containers").stream()
                .flatMap(container -> container.items("Networks").stream())
                .flatMap(network -> network.items("IPv4Addresses").stream())
                .filter(Json.Text.class::isInstance)
                .map(address -> ((Json.Text) address).text())
                .filter(address -> !address.isEmpty())
                .findFirst();
    }

    private static String afterLastSlash(String text) {
        return text.substring(text.lastIndexOf('/') + 1);
    }
}
