package dev.nanokit.aws;

import dev.nanokit.provider.Operation;
import dev.nanokit.provider.PlatformId;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.ResourceKind;
import dev.nanokit.provider.Wanted;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;

/** A fixed port: a listener of the balancer that leads all that comes to one service's target group. */
final class PortListener implements AwsKind {

    private final BalancerCalls calls;

    PortListener(BalancerCalls calls) {
        this.calls = calls;
    }

    @Override
    public ResourceKind kind() {
        return AwsSlots.PORT_KIND;
    }

    @Override
    public List<Found> all(Sight sight) {
        List<Listener> some = new ArrayList<>();
        SeenBalancers.in(sight, calls).balancers().forEach(seen -> seen.listeners().stream()
                .filter(listener -> !GatewayListeners.isOne(listener))
                .forEach(some::add));
        Map<String, Map<String, String>> tags =
                calls.tags(some.stream().map(Listener::listenerArn).toList());
        return some.stream()
                .map(one -> found(one.listenerArn(), tags.getOrDefault(one.listenerArn(), Map.of())))
                .toList();
    }

    /** A port of a balancer is held by one listener: what is in the way is what has the port, not the name. */
    @Override
    public Optional<Found> named(Wanted wanted) {
        return calls.listenersIfAny(Fields.text(wanted, BalancerDesign.BALANCER)).stream()
                .filter(one -> one.port() == port(wanted))
                .findFirst()
                .map(one -> found(one.listenerArn(), calls.tags(one.listenerArn())));
    }

    @Override
    public Optional<Found> again(PlatformId id) {
        return look(id.value()).map(one -> found(one.listenerArn(), calls.tags(one.listenerArn())));
    }

    private Optional<Listener> look(String arn) {
        return AwsFailures.find("look at listener " + arn, () -> calls.client()
                        .describeListeners(request -> request.listenerArns(arn)))
                .flatMap(answer -> answer.listeners().stream().findFirst());
    }

    private static Found found(String arn, Map<String, String> tags) {
        return new Found(arn, tags.getOrDefault(AwsTags.NAME, arn), tags, Map.of());
    }

    private static int port(Wanted wanted) {
        return Integer.parseInt(Fields.text(wanted, BalancerDesign.PORT));
    }

    @Override
    public Found make(Wanted wanted, Map<String, String> tags, Operation operation) {
        String made = Patience.settled("create listener " + wanted.name(), operation, () -> calls.client()
                        .createListener(request -> request.loadBalancerArn(Fields.text(wanted, BalancerDesign.BALANCER))
                                .protocol(ProtocolEnum.HTTP)
                                .port(port(wanted))
                                .defaultActions(BalancerCalls.forward(Fields.text(wanted, TaskDesign.TARGET_GROUP)))
                                .tags(BalancerCalls.sdk(tags))))
                .listeners()
                .get(0)
                .listenerArn();
        return found(made, tags);
    }

    @Override
    public boolean isMadeInOneCall() {
        return true;
    }

    @Override
    public Found change(Found found, Wanted wanted, Operation operation) {
        String group = Fields.text(wanted, TaskDesign.TARGET_GROUP);
        boolean isSame = look(found.id())
                .filter(one -> BalancerCalls.leadsTo(one.defaultActions(), group))
                .isPresent();
        if (!isSame) {
            Patience.settled("lead listener " + found.name() + " elsewhere", operation, () -> calls.client()
                    .modifyListener(
                            request -> request.listenerArn(found.id()).defaultActions(BalancerCalls.forward(group))));
        }
        return found;
    }

    @Override
    public void tag(Found found, Map<String, String> tags) {
        calls.tag(found.id(), tags);
    }

    @Override
    public void remove(Found found, Resource resource, Operation operation) {
        AwsFailures.call("delete listener " + found.name(), () -> calls.client()
                .deleteListener(request -> request.listenerArn(found.id())));
    }
}
