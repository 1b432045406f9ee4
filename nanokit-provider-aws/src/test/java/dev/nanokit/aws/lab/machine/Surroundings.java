package dev.nanokit.aws.lab.machine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nanokit.aws.lab.wire.ApiResponse;
import dev.nanokit.aws.lab.wire.Moto;
import dev.nanokit.aws.lab.wire.Trees;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What a task needs of other services before it can start; all of it is moto's. Thread-safe. */
final class Surroundings {

    private final Moto moto;
    private final Set<String> groups = ConcurrentHashMap.newKeySet();
    private final Map<String, Instant> rolesKnown = new ConcurrentHashMap<>();
    private final Map<String, JsonNode> subnets = new ConcurrentHashMap<>();

    Surroundings(Moto moto) {
        this.moto = moto;
    }

    void logGroupMade(String name) {
        groups.add(name);
    }

    void logGroupGone(String name) {
        groups.remove(name);
    }

    boolean hasLogGroup(String name) {
        if (groups.contains(name)) {
            return true;
        }
        JsonNode answer = moto.json("logs", "DescribeLogGroups", Trees.object().put("logGroupNamePrefix", name))
                .json();
        boolean found = Trees.list(answer.path("logGroups")).stream()
                .anyMatch(group -> group.path("logGroupName").asText().equals(name));
        if (found) {
            groups.add(name);
        }
        return found;
    }

    /**
     * Looks up a secret as a task definition names it: its ARN, perhaps with a key of the JSON inside.
     *
     * @param reference {@code arn:aws:secretsmanager:region:account:secret:name-suffix[:key:stage:version]}
     * @return its value; empty if there is none
     */
    Optional<String> secret(String reference) {
        List<String> parts = List.of(reference.split(":", -1));
        boolean keyed = parts.size() > 7 && reference.startsWith("arn:");
        String name = keyed ? String.join(":", parts.subList(0, 7)) : reference;
        ApiResponse response =
                moto.json("secretsmanager", "GetSecretValue", Trees.object().put("SecretId", name));
        if (!response.ok()) {
            return Optional.empty();
        }
        String value = response.json().path("SecretString").asText();
        if (!keyed || parts.get(7).isEmpty()) {
            return Optional.of(value);
        }
        JsonNode member = Trees.read(value).path(parts.get(7));
        return member.isMissingNode() ? Optional.empty() : Optional.of(member.asText());
    }

    void roleMade(String name, Instant known) {
        rolesKnown.put(name, known);
    }

    boolean hasRole(String arn, Instant now) {
        String name = arn.substring(arn.lastIndexOf('/') + 1);
        return !now.isBefore(rolesKnown.getOrDefault(name, now))
                && moto.query("iam", "GetRole", "RoleName", name).ok();
    }

    /** {@return a subnet as EC2 shows it; missing if there is none} */
    JsonNode subnet(String id) {
        return subnets.computeIfAbsent(id, key -> {
            JsonNode answer = moto.result("ec2", "DescribeSubnets", "SubnetId.1", key);
            return answer.path("subnetSet").path(0);
        });
    }

    /** {@return id of a network's own security group, which counts where none is named} */
    String defaultGroup(String vpc) {
        JsonNode answer = moto.result(
                "ec2",
                "DescribeSecurityGroups",
                "Filter.1.Name",
                "vpc-id",
                "Filter.1.Value.1",
                vpc,
                "Filter.2.Name",
                "group-name",
                "Filter.2.Value.1",
                "default");
        return answer.path("securityGroupInfo").path(0).path("groupId").asText();
    }

    /** Enters a task's address with Cloud Map, as ECS does. */
    void enter(String registry, Task task) {
        ObjectNode order = Trees.object();
        order.put("ServiceId", registry.substring(registry.lastIndexOf('/') + 1));
        order.put("InstanceId", task.id());
        order.putObject("Attributes")
                .put("AWS_INSTANCE_IPV4", task.placement.address())
                .put("AVAILABILITY_ZONE", task.placement.zone())
                .put("ECS_CLUSTER_NAME", task.cluster())
                .put("ECS_SERVICE_NAME", task.group().replaceFirst("^service:", ""))
                .put("ECS_TASK_DEFINITION_FAMILY", task.definition.family());
        moto.json("servicediscovery", "RegisterInstance", order);
    }

    /** Takes a task's address out of Cloud Map. */
    void leave(String registry, Task task) {
        ObjectNode order = Trees.object();
        order.put("ServiceId", registry.substring(registry.lastIndexOf('/') + 1));
        order.put("InstanceId", task.id());
        moto.json("servicediscovery", "DeregisterInstance", order);
    }
}
