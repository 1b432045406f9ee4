package dev.nanokit.aws.lab.rules;

import static dev.nanokit.aws.lab.rules.Rule.unless;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nanokit.aws.lab.wire.ApiRequest;
import dev.nanokit.aws.lab.wire.Moto;
import dev.nanokit.aws.lab.wire.Trees;
import java.util.List;
import java.util.Optional;

/** What Certificate Manager refuses. */
final class CertificateRules {

    private static final String ELB = "elasticloadbalancing";
    private static final String API = "https://docs.aws.amazon.com/acm/latest/APIReference/API_";

    private CertificateRules() {}

    static List<Rule> all() {
        return List.of(new Rule(
                "acm",
                "DeleteCertificate",
                "ResourceInUseException",
                API + "DeleteCertificate.html",
                CertificateRules::isUsed));
    }

    private static Optional<String> isUsed(ApiRequest request, Moto moto) {
        String arn = request.text("CertificateArn");
        JsonNode balancers = moto.result(ELB, "DescribeLoadBalancers").path("LoadBalancers");
        boolean isUsed = Trees.list(balancers).stream()
                .map(one -> one.path("LoadBalancerArn").asText())
                .flatMap(one ->
                        Trees.list(moto.result(ELB, "DescribeListeners", "LoadBalancerArn", one)
                                        .path("Listeners"))
                                .stream())
                .map(one -> one.path("ListenerArn").asText())
                .anyMatch(one -> moto.result(ELB, "DescribeListenerCertificates", "ListenerArn", one)
                        .toString()
                        .contains("\"" + arn + "\""));
        return unless(!isUsed, "Certificate " + arn + " is in use.");
    }
}
