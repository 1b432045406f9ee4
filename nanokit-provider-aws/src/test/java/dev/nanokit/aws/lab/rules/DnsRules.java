package dev.nanokit.aws.lab.rules;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nanokit.aws.lab.wire.ApiRequest;
import dev.nanokit.aws.lab.wire.ApiResponse;
import dev.nanokit.aws.lab.wire.Moto;
import dev.nanokit.aws.lab.wire.Trees;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What Route 53 refuses. */
final class DnsRules {

    private static final String CHANGE = "ChangeResourceRecordSets";
    private static final String API = "https://docs.aws.amazon.com/Route53/latest/APIReference/API_";

    private DnsRules() {}

    static List<Rule> all() {
        return List.of(
                new Rule("route53", CHANGE, "InvalidChangeBatch", API + CHANGE + ".html", DnsRules::createsTwin));
    }

    /**
     * Gives a request that moto takes: a record that was created and deleted can be created again on AWS, and never on
     * moto. Whether it may be created is the rule's matter.
     */
    static ApiRequest passable(ApiRequest request) {
        if (!request.service().equals("route53") || !request.operation().equals(CHANGE)) {
            return request;
        }
        String body = new String(request.body(), StandardCharsets.UTF_8);
        return request.withBody(body.replace("<Action>CREATE</Action>", "<Action>UPSERT</Action>"));
    }

    private static Optional<String> createsTwin(ApiRequest request, Moto moto) {
        List<JsonNode> created = Trees.list(
                        request.parameters().path("ChangeBatch").path("Changes"))
                .stream()
                .filter(change -> change.path("Action").asText().equals("CREATE"))
                .map(change -> change.path("ResourceRecordSet"))
                .toList();
        if (created.isEmpty()) {
            return Optional.empty();
        }
        List<JsonNode> there = records(request, moto);
        return created.stream()
                .filter(one -> there.stream().anyMatch(other -> key(other).equals(key(one))))
                .findFirst()
                .map(one -> "[Tried to create resource record set [name='" + name(one) + "', type='"
                        + one.path("Type").asText() + "'] but it already exists]");
    }

    private static List<JsonNode> records(ApiRequest request, Moto moto) {
        ApiResponse answer = moto.rest("route53", "GET", "/2013-04-01/hostedzone/" + request.text("Id") + "/rrset");
        return answer.ok() ? Trees.list(answer.xmlTree().path("ResourceRecordSets")) : List.of();
    }

    private static String key(JsonNode record) {
        return name(record) + " " + record.path("Type").asText() + " "
                + record.path("SetIdentifier").asText("");
    }

    private static String name(JsonNode record) {
        String name = record.path("Name").asText().toLowerCase(Locale.ROOT).replace("\\052", "*");
        return name.endsWith(".") ? name : name + ".";
    }
}
