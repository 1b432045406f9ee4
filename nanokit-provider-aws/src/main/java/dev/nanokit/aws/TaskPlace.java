package dev.nanokit.aws;

import dev.nanokit.provider.Resolved;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import software.amazon.awssdk.services.ecs.model.AssignPublicIp;
import software.amazon.awssdk.services.ecs.model.NetworkConfiguration;

/**
 * Where tasks run: cluster, subnets, security group. Immutable.
 *
 * @param cluster the cluster's name
 * @param subnets ids of subnets
 * @param group id of the security group
 */
record TaskPlace(String cluster, List<String> subnets, String group) {

    static final String CLUSTER = "nanokit.cluster";
    static final String SUBNETS = "nanokit.subnets";
    static final String GROUP = "nanokit.group";

    TaskPlace {
        subnets = List.copyOf(subnets);
    }

    static TaskPlace of(SortedMap<String, Resolved> values) {
        return new TaskPlace(text(values, TaskDesign.CLUSTER), subnets(values), text(values, TaskDesign.GROUP));
    }

    /** {@return what the labels of a container say} */
    static TaskPlace ofLabels(Map<String, String> labels) {
        return new TaskPlace(
                labels.getOrDefault(CLUSTER, ""),
                List.of(labels.getOrDefault(SUBNETS, "").split(",", -1)),
                labels.getOrDefault(GROUP, ""));
    }

    static List<String> subnets(SortedMap<String, Resolved> values) {
        return values.entrySet().stream()
                .filter(field -> field.getKey().startsWith(Foundations.SUBNET))
                .map(field -> field.getValue().text())
                .toList();
    }

    /** A public address is what a task fetches its image by, in a subnet without a NAT gateway. */
    NetworkConfiguration network() {
        return NetworkConfiguration.builder()
                .awsvpcConfiguration(
                        vpc -> vpc.subnets(subnets).securityGroups(group).assignPublicIp(AssignPublicIp.ENABLED))
                .build();
    }

    private static String text(SortedMap<String, Resolved> values, String field) {
        Resolved value = values.get(field);
        return value == null ? "" : value.text();
    }
}
