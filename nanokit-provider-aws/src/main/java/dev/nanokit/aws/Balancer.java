package dev.nanokit.aws;

import dev.nanokit.provider.Operation;
import dev.nanokit.provider.PlatformId;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.ResourceKind;
import dev.nanokit.provider.Wanted;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.AvailabilityZone;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerSchemeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerTypeEnum;

/**
 * An Application Load Balancer with its listeners for hosts. Nobody waits until it is active, which takes AWS some minutes:
 * what is put on it is taken before, and a service is not ready until its targets are healthy, which needs it active.
 */
final class Balancer implements AwsKind {

    private final BalancerCalls calls;
    private final GatewayListeners gateway;
    private final Marks marks;

    Balancer(BalancerCalls calls, Marks marks) {
        this.calls = calls;
        this.gateway = new GatewayListeners(calls);
        this.marks = marks;
    }

    @Override
    public ResourceKind kind() {
        return AwsSlots.BALANCER_KIND;
    }

    @Override
    public List<Found> all(Sight sight) {
        return SeenBalancers.in(sight, calls).balancers().stream()
                .map(seen -> found(seen.balancer(), seen.tags(), seen.listeners()))
                .toList();
    }

    @Override
    public Optional<Found> named(Wanted wanted) {
        return AwsFailures.find("look for load balancer " + wanted.name(), () -> calls.client()
                        .describeLoadBalancers(request -> request.names(wanted.name())))
                .flatMap(answer -> answer.loadBalancers().stream().findFirst())
                .map(this::found);
    }

    @Override
    public Optional<Found> again(PlatformId id) {
        return calls.balancer(id.value()).map(this::found);
    }

    private Found found(LoadBalancer balancer) {
        String arn = balancer.loadBalancerArn();
        return found(balancer, calls.tags(arn), calls.listenersIfAny(arn));
    }

    private Found found(LoadBalancer balancer, Map<String, String> tags, List<Listener> listeners) {
        Map<String, String> facts = new TreeMap<>(GatewayListeners.facts(listeners));
        facts.put(BalancerDesign.ADDRESS, balancer.dnsName());
        facts.put(BalancerDesign.ZONE, balancer.canonicalHostedZoneId());
        Found found = new Found(balancer.loadBalancerArn(), balancer.loadBalancerName(), tags, facts);
        boolean isWhole = isThere(found, BalancerDesign.HTTP, GatewayListeners.HTTP)
                && isThere(found, BalancerDesign.HTTPS, GatewayListeners.HTTPS);
        return isWhole ? found : marks.unfinished(found);
    }

    private boolean isThere(Found found, String field, String fact) {
        return found.facts().containsKey(fact) || !marks.has(found, field);
    }

    @Override
    public Found make(Wanted wanted, Map<String, String> tags, Operation operation) {
        LoadBalancer made = Patience.settled("create load balancer " + wanted.name(), operation, () -> calls.client()
                        .createLoadBalancer(request -> request.name(wanted.name())
                                .type(LoadBalancerTypeEnum.APPLICATION)
                                .scheme(LoadBalancerSchemeEnum.INTERNET_FACING)
                                .subnets(subnets(wanted))
                                .securityGroups(Fields.text(wanted, BalancerDesign.GROUP))
                                .tags(BalancerCalls.sdk(tags))))
                .loadBalancers()
                .get(0);
        return found(made, tags, List.of());
    }

    private static List<String> subnets(Wanted wanted) {
        return List.copyOf(Fields.under(wanted, Foundations.SUBNET).values());
    }

    @Override
    public boolean isMadeInOneCall() {
        return false;
    }

    @Override
    public Found change(Found found, Wanted wanted, Operation operation) {
        LoadBalancer there = Patience.settled("look at load balancer " + found.name(), operation, () -> calls.client()
                        .describeLoadBalancers(request -> request.loadBalancerArns(found.id())))
                .loadBalancers()
                .get(0);
        Set<String> groups = Set.of(Fields.text(wanted, BalancerDesign.GROUP));
        if (!groups.equals(Set.copyOf(there.securityGroups()))) {
            AwsFailures.call("set the security group of load balancer " + found.name(), () -> calls.client()
                    .setSecurityGroups(
                            request -> request.loadBalancerArn(found.id()).securityGroups(groups)));
        }
        Set<String> subnets = new HashSet<>();
        there.availabilityZones().stream().map(AvailabilityZone::subnetId).forEach(subnets::add);
        if (!subnets.equals(Set.copyOf(subnets(wanted)))) {
            AwsFailures.call("set the subnets of load balancer " + found.name(), () -> calls.client()
                    .setSubnets(request -> request.loadBalancerArn(found.id()).subnets(subnets(wanted))));
        }
        operation.checkpoint();
        Map<String, String> facts = new TreeMap<>(found.facts());
        facts.keySet().removeAll(Set.of(GatewayListeners.HTTP, GatewayListeners.HTTPS));
        facts.putAll(gateway.write(found.id(), wanted, operation));
        return new Found(found.id(), found.name(), found.tags(), facts);
    }

    @Override
    public void tag(Found found, Map<String, String> tags) {
        calls.tag(found.id(), tags);
    }

    /** Its listeners and their rules go with it. */
    @Override
    public void remove(Found found, Resource resource, Operation operation) {
        AwsFailures.call("delete load balancer " + found.name(), () -> calls.client()
                .deleteLoadBalancer(request -> request.loadBalancerArn(found.id())));
    }
}
