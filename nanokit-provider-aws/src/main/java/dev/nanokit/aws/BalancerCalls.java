package dev.nanokit.aws;

import dev.nanokit.failure.ProviderException;
import dev.nanokit.provider.Operation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Tag;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;

/** The looks at balancers that several kinds take, and the tags of all that belongs to them. Thread-safe. */
final class BalancerCalls {

    /** https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DescribeTags.html. */
    private static final int TAGGED = 20;

    private final AwsClients clients;

    BalancerCalls(AwsClients clients) {
        this.clients = clients;
    }

    ElasticLoadBalancingV2Client client() {
        return clients.balancing();
    }

    List<LoadBalancer> balancers() {
        return AwsFailures.call(
                "list load balancers", () -> client().describeLoadBalancersPaginator().loadBalancers().stream()
                        .toList());
    }

    Optional<LoadBalancer> balancer(String arn) {
        return AwsFailures.find("look at load balancer " + arn, () -> client().describeLoadBalancers(
                                request -> request.loadBalancerArns(arn)))
                .flatMap(answer -> answer.loadBalancers().stream().findFirst());
    }

    List<TargetGroup> targetGroups() {
        return AwsFailures.call(
                "list target groups", () -> client().describeTargetGroupsPaginator().targetGroups().stream()
                        .toList());
    }

    Optional<TargetGroup> targetGroup(String arn) {
        return AwsFailures.find("look at target group " + arn, () -> client().describeTargetGroups(
                                request -> request.targetGroupArns(arn)))
                .flatMap(answer -> answer.targetGroups().stream().findFirst());
    }

    /** {@return the listeners of a balancer that was just made, or is there} */
    List<Listener> listeners(String balancer, Operation operation) {
        return Patience.settled("look at the listeners of " + balancer, operation, () -> listeners(balancer));
    }

    private List<Listener> listeners(String balancer) {
        return client().describeListenersPaginator(request -> request.loadBalancerArn(balancer)).listeners().stream()
                .toList();
    }

    /** {@return the same; none if the balancer is not there} */
    List<Listener> listenersIfAny(String balancer) {
        return AwsFailures.find("look at the listeners of " + balancer, () -> listeners(balancer))
                .orElse(List.of());
    }

    /** {@return the rules of a listener but for its last, which holds where no other does} */
    List<Rule> rules(String listener) {
        return AwsFailures.call(
                "look at the rules of " + listener,
                () -> client().describeRulesPaginator(request -> request.listenerArn(listener)).rules().stream()
                        .filter(rule -> !Boolean.TRUE.equals(rule.isDefault()))
                        .toList());
    }

    /** {@return whether one of the actions leads to a target group} */
    static boolean leadsTo(List<Action> actions, String targetGroup) {
        return actions.stream()
                .anyMatch(action -> targetGroup.equals(action.targetGroupArn())
                        || (action.forwardConfig() != null
                                && action.forwardConfig().targetGroups().stream()
                                        .anyMatch(one -> targetGroup.equals(one.targetGroupArn()))));
    }

    /** {@return the action that does so} */
    static Action forward(String targetGroup) {
        return Action.builder()
                .type(ActionTypeEnum.FORWARD)
                .targetGroupArn(targetGroup)
                .build();
    }

    /** {@return every tag of what is still there, by ARN} */
    Map<String, Map<String, String>> tags(List<String> arns) {
        Map<String, Map<String, String>> tags = new HashMap<>();
        for (int from = 0; from < arns.size(); from += TAGGED) {
            addTags(arns.subList(from, Math.min(arns.size(), from + TAGGED)), tags);
        }
        return tags;
    }

    Map<String, String> tags(String arn) {
        return tags(List.of(arn)).getOrDefault(arn, Map.of());
    }

    /** One that has gone in the meantime fails the whole call. */
    private void addTags(List<String> arns, Map<String, Map<String, String>> tags) {
        try {
            AwsFailures.call("look at tags of the load balancer", () -> client().describeTags(
                                    request -> request.resourceArns(arns)))
                    .tagDescriptions()
                    .forEach(one -> tags.put(one.resourceArn(), plain(one.tags())));
        } catch (ProviderException e) {
            if (e.kind() != ProviderException.Kind.NOT_FOUND) {
                throw e;
            }
            if (arns.size() > 1) {
                arns.forEach(arn -> addTags(List.of(arn), tags));
            }
        }
    }

    void tag(String arn, Map<String, String> tags) {
        AwsFailures.call("tag " + arn, () -> client().addTags(
                        request -> request.resourceArns(arn).tags(sdk(tags))));
    }

    static List<Tag> sdk(Map<String, String> tags) {
        List<Tag> all = new ArrayList<>();
        tags.forEach((key, value) -> all.add(Tag.builder().key(key).value(value).build()));
        return all;
    }

    private static Map<String, String> plain(List<Tag> tags) {
        Map<String, String> plain = new HashMap<>();
        tags.forEach(tag -> plain.put(tag.key(), tag.value()));
        return plain;
    }
}
