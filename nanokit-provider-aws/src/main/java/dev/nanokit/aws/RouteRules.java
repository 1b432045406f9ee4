package dev.nanokit.aws;

import dev.nanokit.failure.ProviderException;
import dev.nanokit.provider.Operation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleCondition;

/**
 * The rules by which a balancer leads hosts to one target group. They are told from others' by the group that they lead to,
 * and carry no tags. Thread-safe.
 */
final class RouteRules {

    /** Condition values of one rule, https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html. */
    private static final int HOSTS = 5;

    /** https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateRule.html. */
    private static final int PRIORITIES = 50_000;

    /** How often a number is tried that another takes at the same time. */
    private static final int TRIES = 20;

    private static final String BY_HOST = "host-header";

    private final BalancerCalls calls;

    RouteRules(BalancerCalls calls) {
        this.calls = calls;
    }

    /**
     * Leads hosts to a group, by a listener, and nothing else to it by rules. What is to be there is made before what is not
     * is deleted, so that a host that goes over to another listener is always answered.
     *
     * @param balancer ARN of the balancer
     * @param listener ARN of the listener; empty for no host
     * @param group ARN of the group
     * @param name name of the group, which the numbers of rules follow
     * @param hosts the hosts
     * @param operation the write under way
     */
    void write(
            String balancer,
            Optional<String> listener,
            String group,
            String name,
            List<String> hosts,
            Operation operation) {
        List<Rule> surplus = new ArrayList<>();
        for (Listener other : calls.listeners(balancer, operation)) {
            if (GatewayListeners.isOne(other) && !listener.equals(Optional.of(other.listenerArn()))) {
                surplus.addAll(ours(calls.rules(other.listenerArn()), group));
            }
        }
        listener.ifPresent(arn -> surplus.addAll(lead(arn, group, name, hosts, operation)));
        surplus.forEach(this::delete);
    }

    /** {@return those rules of the listener that lead to the group and are not wanted} */
    private List<Rule> lead(String listener, String group, String name, List<String> hosts, Operation operation) {
        List<Rule> all = Patience.settled("look at the rules of " + listener, operation, () -> calls.rules(listener));
        List<Rule> there = new ArrayList<>(ours(all, group));
        List<Set<String>> missing = parts(hosts);
        missing.removeIf(part -> there.removeIf(rule -> hosts(rule).equals(part)));
        while (!missing.isEmpty() && !there.isEmpty()) {
            Rule rule = there.remove(0);
            Set<String> part = missing.remove(0);
            AwsFailures.call("change a rule of " + name, () -> calls.client()
                    .modifyRule(request -> request.ruleArn(rule.ruleArn()).conditions(byHosts(part))));
        }
        Set<Integer> taken = new HashSet<>();
        all.forEach(rule -> taken.add(Integer.valueOf(rule.priority())));
        for (Set<String> part : missing) {
            operation.checkpoint();
            create(listener, group, name, part, taken, operation);
        }
        return there;
    }

    private static List<Rule> ours(List<Rule> rules, String group) {
        return rules.stream()
                .filter(rule -> BalancerCalls.leadsTo(rule.actions(), group))
                .toList();
    }

    private static List<Set<String>> parts(List<String> hosts) {
        List<Set<String>> parts = new ArrayList<>();
        for (int from = 0; from < hosts.size(); from += HOSTS) {
            parts.add(new TreeSet<>(hosts.subList(from, Math.min(hosts.size(), from + HOSTS))));
        }
        return parts;
    }

    private static Set<String> hosts(Rule rule) {
        Set<String> hosts = new TreeSet<>();
        for (RuleCondition condition : rule.conditions()) {
            if (BY_HOST.equals(condition.field())) {
                hosts.addAll(condition.values());
                if (condition.hostHeaderConfig() != null) {
                    hosts.addAll(condition.hostHeaderConfig().values());
                }
            } else {
                hosts.add("by " + condition.field());
            }
        }
        return hosts;
    }

    private static RuleCondition byHosts(Set<String> hosts) {
        return RuleCondition.builder()
                .field(BY_HOST)
                .hostHeaderConfig(config -> config.values(hosts))
                .build();
    }

    /** Rules want numbers that differ. No host has two rules, so the order means nothing. */
    private void create(
            String listener, String group, String name, Set<String> part, Set<Integer> taken, Operation operation) {
        int number = 1 + Math.floorMod(name.hashCode(), PRIORITIES);
        for (int left = TRIES - 1; ; left--) {
            while (!taken.add(number)) {
                number = number % PRIORITIES + 1;
            }
            int priority = number;
            try {
                Patience.settled("make a rule of " + name, operation, () -> calls.client()
                        .createRule(request -> request.listenerArn(listener)
                                .priority(priority)
                                .conditions(byHosts(part))
                                .actions(BalancerCalls.forward(group))));
                return;
            } catch (ProviderException e) {
                if (left == 0 || !AwsFailures.isOf(e, "PriorityInUse", "PriorityInUseException")) {
                    throw e;
                }
            }
        }
    }

    private void delete(Rule rule) {
        AwsFailures.find("delete rule " + rule.ruleArn(), () -> calls.client()
                .deleteRule(request -> request.ruleArn(rule.ruleArn())));
    }

    /** Deletes everything of a balancer that leads to a group, listeners of fixed ports among it. */
    void remove(String balancer, String group) {
        for (Listener listener : calls.listenersIfAny(balancer)) {
            if (BalancerCalls.leadsTo(listener.defaultActions(), group)) {
                AwsFailures.find("delete listener " + listener.listenerArn(), () -> calls.client()
                        .deleteListener(request -> request.listenerArn(listener.listenerArn())));
            } else if (GatewayListeners.isOne(listener)) {
                ours(calls.rules(listener.listenerArn()), group).forEach(this::delete);
            }
        }
    }
}
