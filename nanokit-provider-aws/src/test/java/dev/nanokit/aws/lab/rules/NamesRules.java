package dev.nanokit.aws.lab.rules;

import static dev.nanokit.aws.lab.rules.Rule.unless;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nanokit.aws.lab.wire.ApiRequest;
import dev.nanokit.aws.lab.wire.Moto;
import dev.nanokit.aws.lab.wire.Trees;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What Cloud Map refuses. */
final class NamesRules {

    private static final String MAP = "servicediscovery";
    private static final String API = "https://docs.aws.amazon.com/cloud-map/latest/api/API_";
    private static final String LABELS = "[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?"
            + "(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*\\.?";

    private NamesRules() {}

    static List<Rule> all() {
        return List.of(
                rule("CreateService", "InvalidInput", (request, moto) -> name(request, 127)),
                rule("CreatePrivateDnsNamespace", "InvalidInput", (request, moto) -> name(request, 253)),
                rule("CreateService", "ServiceAlreadyExists", NamesRules::isTwin),
                rule("DeleteService", "ResourceInUse", NamesRules::hasInstances),
                rule("DeleteNamespace", "ResourceInUse", NamesRules::hasServices));
    }

    private static Rule rule(String operation, String code, Rule.Check check) {
        return new Rule(MAP, operation, code, API + operation + ".html", check);
    }

    private static Optional<String> name(ApiRequest request, int longest) {
        String name = request.text("Name");
        return unless(name.length() <= longest && name.matches(LABELS), "'" + name + "' is no name of DNS");
    }

    private static Stream<JsonNode> services(Moto moto, String namespace) {
        JsonNode all = moto.json(MAP, "ListServices", Trees.object()).json();
        String id = namespace.substring(namespace.lastIndexOf('/') + 1);
        return Trees.list(all.path("Services")).stream()
                .filter(one -> one.path("NamespaceId").asText().equals(id));
    }

    private static String namespace(ApiRequest request) {
        String own = request.text("NamespaceId");
        JsonNode dns = request.parameters().path("DnsConfig").path("NamespaceId");
        return own.isEmpty() ? dns.asText("") : own;
    }

    private static Optional<String> isTwin(ApiRequest request, Moto moto) {
        return unless(
                services(moto, namespace(request))
                        .noneMatch(one -> one.path("Name").asText().equalsIgnoreCase(request.text("Name"))),
                "Service already exists.");
    }

    private static Optional<String> hasInstances(ApiRequest request, Moto moto) {
        String id = request.text("Id").substring(request.text("Id").lastIndexOf('/') + 1);
        JsonNode there = moto.json(MAP, "ListInstances", Trees.object().put("ServiceId", id))
                .json();
        return unless(
                Trees.list(there.path("Instances")).isEmpty(),
                "Service contains registered instances; delete the instances before deleting the service");
    }

    private static Optional<String> hasServices(ApiRequest request, Moto moto) {
        return unless(
                services(moto, request.text("Id")).findAny().isEmpty(),
                "Namespace has associated services; delete the services before deleting the namespace");
    }
}
