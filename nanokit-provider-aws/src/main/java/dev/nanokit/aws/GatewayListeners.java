package dev.nanokit.aws;

import dev.nanokit.provider.Operation;
import dev.nanokit.provider.Wanted;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Certificate;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RedirectActionStatusCodeEnum;

/**
 * The two listeners of a balancer by which hosts are reached. They are told from those of fixed ports by what they do where
 * no rule holds: they lead nowhere. Thread-safe.
 */
final class GatewayListeners {

    /** Fact: ARN of the listener for HTTP. */
    static final String HTTP = "http-listener";

    /** Fact: ARN of the listener for HTTPS. */
    static final String HTTPS = "https-listener";

    /** The one that AWS recommends, https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html. */
    private static final String POLICY = "ELBSecurityPolicy-TLS13-1-2-2021-06";

    private final BalancerCalls calls;

    GatewayListeners(BalancerCalls calls) {
        this.calls = calls;
    }

    /** {@return whether a listener leads nowhere but by its rules} */
    static boolean isOne(Listener listener) {
        return listener.defaultActions().stream().noneMatch(action -> action.type() == ActionTypeEnum.FORWARD);
    }

    /** {@return what others refer to} */
    static Map<String, String> facts(List<Listener> listeners) {
        Map<String, String> facts = new TreeMap<>();
        of(listeners, ProtocolEnum.HTTP).ifPresent(one -> facts.put(HTTP, one.listenerArn()));
        of(listeners, ProtocolEnum.HTTPS).ifPresent(one -> facts.put(HTTPS, one.listenerArn()));
        return facts;
    }

    private static Optional<Listener> of(List<Listener> listeners, ProtocolEnum protocol) {
        return listeners.stream()
                .filter(one -> isOne(one) && one.protocol() == protocol)
                .min(Comparator.comparing(Listener::listenerArn));
    }

    /**
     * Makes those that are wanted. HTTP sends to HTTPS where there is one, and only while there is.
     *
     * @return the listeners' facts
     */
    Map<String, String> write(String balancer, Wanted wanted, Operation operation) {
        List<Listener> there = calls.listeners(balancer, operation);
        Optional<Listener> http = of(there, ProtocolEnum.HTTP);
        Optional<Listener> https = of(there, ProtocolEnum.HTTPS);
        Optional<Integer> httpPort = port(wanted, BalancerDesign.HTTP);
        Optional<Integer> httpsPort = port(wanted, BalancerDesign.HTTPS);
        Map<String, String> facts = new TreeMap<>();
        httpsPort.ifPresent(port -> facts.put(HTTPS, https(balancer, https, port, certificates(wanted), operation)));
        if (httpPort.isPresent()) {
            Action action = httpsPort.map(GatewayListeners::redirect).orElseGet(GatewayListeners::nobody);
            facts.put(HTTP, http(balancer, http, httpPort.get(), action, operation));
        } else {
            http.ifPresent(this::delete);
        }
        if (httpsPort.isEmpty()) {
            https.ifPresent(this::delete);
        }
        return facts;
    }

    private static Optional<Integer> port(Wanted wanted, String field) {
        return Optional.ofNullable(wanted.values().get(field)).map(value -> Integer.valueOf(value.text()));
    }

    private static List<String> certificates(Wanted wanted) {
        return wanted.values().entrySet().stream()
                .filter(field -> Marks.isPart(field.getKey(), BalancerDesign.CERTIFICATE))
                .map(field -> field.getValue().text())
                .toList();
    }

    private static Action nobody() {
        return Action.builder()
                .type(ActionTypeEnum.FIXED_RESPONSE)
                .fixedResponseConfig(answer -> answer.statusCode("404").contentType("text/plain"))
                .build();
    }

    private static Action redirect(int port) {
        return Action.builder()
                .type(ActionTypeEnum.REDIRECT)
                .redirectConfig(to -> to.protocol("HTTPS")
                        .port(Integer.toString(port))
                        .host("#{host}")
                        .path("/#{path}")
                        .query("#{query}")
                        .statusCode(RedirectActionStatusCodeEnum.HTTP_301))
                .build();
    }

    private static boolean isSame(Action action, List<Action> there) {
        return there.size() == 1
                && there.get(0).type() == action.type()
                && (action.redirectConfig() == null
                        || (there.get(0).redirectConfig() != null
                                && action.redirectConfig()
                                        .port()
                                        .equals(there.get(0).redirectConfig().port())));
    }

    private String http(String balancer, Optional<Listener> there, int port, Action action, Operation operation) {
        if (there.isEmpty()) {
            return Patience.settled("make the listener for HTTP of " + balancer, operation, () -> calls.client()
                            .createListener(request -> request.loadBalancerArn(balancer)
                                    .protocol(ProtocolEnum.HTTP)
                                    .port(port)
                                    .defaultActions(action)))
                    .listeners()
                    .get(0)
                    .listenerArn();
        }
        Listener listener = there.get();
        if (listener.port() != port || !isSame(action, listener.defaultActions())) {
            AwsFailures.call("change the listener for HTTP of " + balancer, () -> calls.client()
                    .modifyListener(request -> request.listenerArn(listener.listenerArn())
                            .protocol(ProtocolEnum.HTTP)
                            .port(port)
                            .defaultActions(action)));
        }
        return listener.listenerArn();
    }

    private String https(
            String balancer, Optional<Listener> there, int port, List<String> certificates, Operation operation) {
        Certificate first =
                Certificate.builder().certificateArn(certificates.get(0)).build();
        if (there.isEmpty()) {
            String made = Patience.settled("make the listener for HTTPS of " + balancer, operation, () -> calls.client()
                            .createListener(request -> request.loadBalancerArn(balancer)
                                    .protocol(ProtocolEnum.HTTPS)
                                    .port(port)
                                    .sslPolicy(POLICY)
                                    .certificates(first)
                                    .defaultActions(nobody())))
                    .listeners()
                    .get(0)
                    .listenerArn();
            others(made, certificates);
            return made;
        }
        Listener listener = there.get();
        boolean isShown = listener.certificates().stream()
                .anyMatch(one -> one.certificateArn().equals(first.certificateArn()));
        if (listener.port() != port
                || !POLICY.equals(listener.sslPolicy())
                || !isShown
                || !isSame(nobody(), listener.defaultActions())) {
            Patience.settled("change the listener for HTTPS of " + balancer, operation, () -> calls.client()
                    .modifyListener(request -> request.listenerArn(listener.listenerArn())
                            .protocol(ProtocolEnum.HTTPS)
                            .port(port)
                            .sslPolicy(POLICY)
                            .certificates(first)
                            .defaultActions(nobody())));
        }
        others(listener.listenerArn(), certificates);
        return listener.listenerArn();
    }

    /** The first certificate is the listener's own; the others are a list beside it, which the first may be on as well. */
    private void others(String listener, List<String> certificates) {
        Set<String> there = AwsFailures.call("look at the certificates of " + listener, () -> calls
                        .client()
                        .describeListenerCertificatesPaginator(request -> request.listenerArn(listener))
                        .certificates()
                        .stream()
                        .toList())
                .stream()
                .filter(one -> !Boolean.TRUE.equals(one.isDefault()))
                .map(Certificate::certificateArn)
                .filter(one -> !one.equals(certificates.get(0)))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        List<String> missing = new ArrayList<>(certificates.subList(1, certificates.size()));
        missing.removeAll(there);
        there.removeAll(certificates);
        if (!missing.isEmpty()) {
            AwsFailures.call("add certificates to " + listener, () -> calls.client()
                    .addListenerCertificates(
                            request -> request.listenerArn(listener).certificates(sdk(missing))));
        }
        if (!there.isEmpty()) {
            AwsFailures.call("take certificates from " + listener, () -> calls.client()
                    .removeListenerCertificates(
                            request -> request.listenerArn(listener).certificates(sdk(List.copyOf(there)))));
        }
    }

    private static List<Certificate> sdk(List<String> arns) {
        return arns.stream()
                .map(arn -> Certificate.builder().certificateArn(arn).build())
                .toList();
    }

    private void delete(Listener listener) {
        AwsFailures.find("delete listener " + listener.listenerArn(), () -> calls.client()
                .deleteListener(request -> request.listenerArn(listener.listenerArn())));
    }
}
