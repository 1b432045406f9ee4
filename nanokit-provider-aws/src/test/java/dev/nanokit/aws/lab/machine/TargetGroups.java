package dev.nanokit.aws.lab.machine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nanokit.aws.lab.wire.Moto;
import dev.nanokit.aws.lab.wire.Trees;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Target groups as moto keeps them, remembered until somebody changes something on the balancers. Thread-safe. */
final class TargetGroups {

    private static final String ELB = "elasticloadbalancing";
    private static final int DEFAULT_DRAIN = 300;

    private final Map<String, TargetGroup> known = new ConcurrentHashMap<>();
    private final Moto moto;

    TargetGroups(Moto moto) {
        this.moto = moto;
    }

    void forget() {
        known.clear();
    }

    Optional<TargetGroup> find(String arn) {
        TargetGroup remembered = known.get(arn);
        if (remembered != null) {
            return Optional.of(remembered);
        }
        List<JsonNode> groups = Trees.list(moto.result(ELB, "DescribeTargetGroups", "TargetGroupArns.member.1", arn)
                .path("TargetGroups"));
        if (groups.size() != 1) {
            return Optional.empty();
        }
        TargetGroup found = read(arn, groups.get(0));
        known.put(arn, found);
        return Optional.of(found);
    }

    private TargetGroup read(String arn, JsonNode group) {
        int drain = DEFAULT_DRAIN;
        JsonNode attributes = moto.result(ELB, "DescribeTargetGroupAttributes", "TargetGroupArn", arn);
        for (JsonNode attribute : Trees.list(attributes.path("Attributes"))) {
            if (attribute.path("Key").asText().equals("deregistration_delay.timeout_seconds")) {
                drain = attribute.path("Value").asInt(DEFAULT_DRAIN);
            }
        }
        String checks = group.path("HealthCheckProtocol").asText("HTTP");
        return new TargetGroup(
                arn,
                group.path("Port").asInt(),
                checks.startsWith("HTTP") ? group.path("HealthCheckPath").asText("/") : "",
                group.path("Matcher").path("HttpCode").asText("200"),
                Duration.ofSeconds(drain),
                !Trees.list(group.path("LoadBalancerArns")).isEmpty());
    }
}
