package dev.nanokit.aws;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;

/**
 * What there is of a scope's balancers: two lists of the account, and the tags of what may be ours among them. Read once a
 * discovery, as three kinds and the entries in DNS begin with it.
 */
final class SeenBalancers {

    private static final String OURS = "nk-";

    private final BalancerCalls calls;
    private final String scope;
    private final Set<String> existing = new HashSet<>();
    private final List<Seen> balancers = new ArrayList<>();
    private final List<Group> groups = new ArrayList<>();

    private SeenBalancers(BalancerCalls calls, String scope) {
        this.calls = calls;
        this.scope = scope;
        addBalancers();
        addGroups();
    }

    static SeenBalancers in(Sight sight, BalancerCalls calls) {
        return sight.once(SeenBalancers.class, () -> new SeenBalancers(calls, AwsTags.of(sight.scope())));
    }

    /** {@return the scope's balancers} */
    List<Seen> balancers() {
        return balancers;
    }

    /** {@return the scope's target groups} */
    List<Group> groups() {
        return groups;
    }

    private void addBalancers() {
        List<LoadBalancer> all = calls.balancers();
        all.forEach(one -> existing.add(one.loadBalancerArn()));
        List<LoadBalancer> some = all.stream()
                .filter(one -> one.type() == LoadBalancerTypeEnum.APPLICATION)
                .filter(one -> one.loadBalancerName().startsWith(OURS))
                .toList();
        Map<String, Map<String, String>> tags =
                calls.tags(some.stream().map(LoadBalancer::loadBalancerArn).toList());
        for (LoadBalancer one : some) {
            Map<String, String> its = tags.getOrDefault(one.loadBalancerArn(), Map.of());
            if (scope.equals(its.get(AwsTags.SCOPE))) {
                balancers.add(new Seen(one, its, calls.listenersIfAny(one.loadBalancerArn())));
            }
        }
    }

    /** A group that another's balancer uses is another's; one that none uses was never finished, or has lost its rules. */
    private void addGroups() {
        Set<String> ours = new HashSet<>();
        balancers.forEach(seen -> ours.add(seen.balancer().loadBalancerArn()));
        List<TargetGroup> some = calls.targetGroups().stream()
                .filter(one -> one.targetGroupName().startsWith(OURS))
                .filter(one -> !isUsed(one) || one.loadBalancerArns().stream().anyMatch(ours::contains))
                .toList();
        Map<String, Map<String, String>> tags =
                calls.tags(some.stream().map(TargetGroup::targetGroupArn).toList());
        for (TargetGroup one : some) {
            Map<String, String> its = tags.getOrDefault(one.targetGroupArn(), Map.of());
            if (scope.equals(its.get(AwsTags.SCOPE))) {
                groups.add(new Group(one, its, isUsed(one)));
            }
        }
    }

    private boolean isUsed(TargetGroup group) {
        return group.loadBalancerArns().stream().anyMatch(existing::contains);
    }

    /**
     * One balancer.
     *
     * @param balancer as AWS shows it
     * @param tags its tags
     * @param listeners its listeners
     */
    record Seen(LoadBalancer balancer, Map<String, String> tags, List<Listener> listeners) {}

    /**
     * One target group.
     *
     * @param group as AWS shows it
     * @param tags its tags
     * @param isUsed whether a balancer leads to it
     */
    record Group(TargetGroup group, Map<String, String> tags, boolean isUsed) {}
}
