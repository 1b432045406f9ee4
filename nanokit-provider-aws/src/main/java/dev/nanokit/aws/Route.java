package dev.nanokit.aws;

import dev.nanokit.failure.ProviderException;
import dev.nanokit.provider.Operation;
import dev.nanokit.provider.PlatformId;
import dev.nanokit.provider.Resolved;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.ResourceKind;
import dev.nanokit.provider.Routing;
import dev.nanokit.provider.Wanted;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupAttribute;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;

/**
 * What leads to a service: its target group, which has the tags, and the rules that lead its hosts there. ECS enters tasks
 * in the group with the port that they listen on; the group's own port counts for nothing.
 */
final class Route implements AwsKind {

    /** Fact: ARN of the target group. */
    static final String TARGET_GROUP = "target-group";

    private static final String DRAIN = "deregistration_delay.timeout_seconds";

    /** What a service that names no port gets; see above. */
    private static final int SOME_PORT = 80;

    private final BalancerCalls calls;
    private final RouteRules rules;
    private final Marks marks;

    Route(BalancerCalls calls, Marks marks) {
        this.calls = calls;
        this.rules = new RouteRules(calls);
        this.marks = marks;
    }

    @Override
    public ResourceKind kind() {
        return ResourceKind.ROUTE;
    }

    @Override
    public List<Found> all(Sight sight) {
        return SeenBalancers.in(sight, calls).groups().stream()
                .map(seen -> found(seen.group(), seen.tags(), seen.isUsed()))
                .toList();
    }

    @Override
    public Optional<Found> named(Wanted wanted) {
        return AwsFailures.find("look for target group " + wanted.name(), () -> calls.client()
                        .describeTargetGroups(request -> request.names(wanted.name())))
                .flatMap(answer -> answer.targetGroups().stream().findFirst())
                .map(this::found);
    }

    @Override
    public Optional<Found> again(PlatformId id) {
        return calls.targetGroup(id.value()).map(this::found);
    }

    private Found found(TargetGroup group) {
        return found(
                group,
                calls.tags(group.targetGroupArn()),
                !group.loadBalancerArns().isEmpty());
    }

    /** A group for hosts that no balancer leads to has lost its rules. */
    private Found found(TargetGroup group, Map<String, String> tags, boolean isUsed) {
        Found found = new Found(
                group.targetGroupArn(), group.targetGroupName(), tags, Map.of(TARGET_GROUP, group.targetGroupArn()));
        return isUsed || !marks.has(found, BalancerDesign.HOST) ? found : marks.unfinished(found);
    }

    @Override
    public Found make(Wanted wanted, Map<String, String> tags, Operation operation) {
        TargetCheck check = TargetCheck.of(wanted);
        int port = Routing.of(wanted.values()).port().map(one -> one.number()).orElse(SOME_PORT);
        TargetGroup made = AwsFailures.call("create target group " + wanted.name(), () -> calls.client()
                        .createTargetGroup(request -> request.name(wanted.name())
                                .targetType(TargetTypeEnum.IP)
                                .protocol(ProtocolEnum.HTTP)
                                .port(port)
                                .vpcId(Fields.text(wanted, Foundations.VPC))
                                .healthCheckEnabled(true)
                                .healthCheckProtocol(ProtocolEnum.HTTP)
                                .healthCheckPath(check.path())
                                .healthCheckPort(check.port())
                                .matcher(matcher -> matcher.httpCode(check.codes()))
                                .healthCheckIntervalSeconds(check.interval())
                                .healthCheckTimeoutSeconds(check.timeout())
                                .healthyThresholdCount(TargetCheck.again())
                                .unhealthyThresholdCount(check.retries())
                                .tags(BalancerCalls.sdk(tags))))
                .targetGroups()
                .get(0);
        return found(made, tags, true);
    }

    @Override
    public boolean isMadeInOneCall() {
        return false;
    }

    @Override
    public Found change(Found found, Wanted wanted, Operation operation) {
        TargetGroup there = Patience.settled("look at target group " + found.name(), operation, () -> calls.client()
                        .describeTargetGroups(request -> request.targetGroupArns(found.id())))
                .targetGroups()
                .get(0);
        check(there, TargetCheck.of(wanted));
        drain(found, Fields.text(wanted, BalancerDesign.DRAIN));
        operation.checkpoint();
        rules.write(
                Fields.text(wanted, BalancerDesign.BALANCER),
                Optional.ofNullable(wanted.values().get(BalancerDesign.LISTENER))
                        .map(Resolved::text),
                found.id(),
                found.name(),
                Routing.of(wanted.values()).hosts(),
                operation);
        return found;
    }

    private void check(TargetGroup there, TargetCheck check) {
        boolean isSame = check.path().equals(there.healthCheckPath())
                && check.port().equals(there.healthCheckPort())
                && there.matcher() != null
                && check.codes().equals(there.matcher().httpCode())
                && there.healthCheckIntervalSeconds() == check.interval()
                && there.healthCheckTimeoutSeconds() == check.timeout()
                && there.healthyThresholdCount() == TargetCheck.again()
                && there.unhealthyThresholdCount() == check.retries();
        if (!isSame) {
            AwsFailures.call("set the health check of target group " + there.targetGroupName(), () -> calls.client()
                    .modifyTargetGroup(request -> request.targetGroupArn(there.targetGroupArn())
                            .healthCheckEnabled(true)
                            .healthCheckProtocol(ProtocolEnum.HTTP)
                            .healthCheckPath(check.path())
                            .healthCheckPort(check.port())
                            .matcher(matcher -> matcher.httpCode(check.codes()))
                            .healthCheckIntervalSeconds(check.interval())
                            .healthCheckTimeoutSeconds(check.timeout())
                            .healthyThresholdCount(TargetCheck.again())
                            .unhealthyThresholdCount(check.retries())));
        }
    }

    private void drain(Found found, String seconds) {
        boolean isSame = AwsFailures.call("look at the attributes of target group " + found.name(), () -> calls.client()
                        .describeTargetGroupAttributes(request -> request.targetGroupArn(found.id())))
                .attributes()
                .stream()
                .anyMatch(one -> one.key().equals(DRAIN) && one.value().equals(seconds));
        if (!isSame) {
            TargetGroupAttribute drain =
                    TargetGroupAttribute.builder().key(DRAIN).value(seconds).build();
            AwsFailures.call("set how long target group " + found.name() + " drains", () -> calls.client()
                    .modifyTargetGroupAttributes(
                            request -> request.targetGroupArn(found.id()).attributes(drain)));
        }
    }

    @Override
    public void tag(Found found, Map<String, String> tags) {
        calls.tag(found.id(), tags);
    }

    /** What a group shows of the balancers that lead to it may be out of date: then all of its network are looked at. */
    @Override
    public void remove(Found found, Resource resource, Operation operation) {
        Optional<TargetGroup> group = calls.targetGroup(found.id());
        if (group.isEmpty()) {
            return;
        }
        Set<String> known = new HashSet<>(group.get().loadBalancerArns());
        known.forEach(balancer -> rules.remove(balancer, found.id()));
        operation.checkpoint();
        try {
            delete(found);
        } catch (ProviderException e) {
            if (e.kind() != ProviderException.Kind.IN_USE) {
                throw e;
            }
            calls.balancers().stream()
                    .filter(one -> group.get().vpcId().equals(one.vpcId()) && known.add(one.loadBalancerArn()))
                    .forEach(one -> rules.remove(one.loadBalancerArn(), found.id()));
            operation.checkpoint();
            delete(found);
        }
    }

    private void delete(Found found) {
        AwsFailures.call("delete target group " + found.name(), () -> calls.client()
                .deleteTargetGroup(request -> request.targetGroupArn(found.id())));
    }
}
