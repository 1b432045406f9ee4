package dev.nanokit.aws.lab.machine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nanokit.aws.lab.wire.ApiRequest;
import dev.nanokit.aws.lab.wire.ApiResponse;
import dev.nanokit.aws.lab.wire.Moto;
import dev.nanokit.aws.lab.wire.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Repositories of ECR whose images are in a real registry on loopback, one that takes pushes: the account's number stands
 * before their names there. Moto is told of an image when somebody asks for it. The index of tags knows of repositories too,
 * which moto's does not: https://docs.aws.amazon.com/resourcegroupstagging/latest/APIReference/supported-services.html.
 */
final class RegistryCalls {

    private static final String SERVICE = "ecr";
    private static final String MANIFESTS = "application/vnd.docker.distribution.manifest.v2+json";

    private final Moto moto;
    private final Optional<String> registry = Optional.ofNullable(System.getenv("NANOKIT_TEST_REGISTRY"));
    private final HttpClient client = HttpClient.newHttpClient();
    private volatile boolean hasRepositories;

    RegistryCalls(Moto moto) {
        this.moto = moto;
    }

    void in(Reactions reactions) {
        reactions.revise("ecr:CreateRepository", (request, answer) -> {
            hasRepositories = true;
            ObjectNode tree = (ObjectNode) answer.json();
            readdress((ObjectNode) tree.path("repository"));
            return answer.withBody(Trees.bytes(tree));
        });
        reactions.revise("ecr:DescribeRepositories", (request, answer) -> {
            ObjectNode tree = (ObjectNode) answer.json();
            tree.path("repositories").forEach(one -> readdress((ObjectNode) one));
            return answer.withBody(Trees.bytes(tree));
        });
        reactions.revise("ecr:GetAuthorizationToken", (request, answer) -> {
            ObjectNode tree = (ObjectNode) answer.json();
            registry.ifPresent(host -> tree.path("authorizationData")
                    .forEach(one -> ((ObjectNode) one).put("proxyEndpoint", "https://" + host)));
            return answer.withBody(Trees.bytes(tree));
        });
        reactions.lead("ecr:DescribeImages", (request, next) -> {
            Trees.list(request.parameters().path("imageIds"))
                    .forEach(image -> tell(
                            request.text("repositoryName"),
                            image.path("imageTag").asText()));
            return next.answer(request);
        });
        reactions.revise("tagging:GetResources", this::indexed);
    }

    private void readdress(ObjectNode repository) {
        registry.ifPresent(host -> repository.put(
                "repositoryUri",
                host + "/" + moto.account() + "/"
                        + repository.path("repositoryName").asText()));
    }

    private void tell(String repository, String tag) {
        if (registry.isEmpty() || tag.isEmpty()) {
            return;
        }
        HttpRequest ask = HttpRequest.newBuilder(URI.create(
                        "http://" + registry.get() + "/v2/" + moto.account() + "/" + repository + "/manifests/" + tag))
                .header("Accept", MANIFESTS)
                .build();
        try {
            HttpResponse<String> manifest = client.send(ask, HttpResponse.BodyHandlers.ofString());
            if (manifest.statusCode() == 200) {
                moto.json(
                        SERVICE,
                        "PutImage",
                        Trees.object()
                                .put("repositoryName", repository)
                                .put("imageManifest", manifest.body())
                                .put("imageTag", tag));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the registry does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the registry was asked", e);
        }
    }

    private ApiResponse indexed(ApiRequest request, ApiResponse answer) {
        if (!hasRepositories || request.has("ResourceARNList")) {
            return answer;
        }
        ObjectNode tree = (ObjectNode) answer.json();
        ArrayNode list = (ArrayNode) tree.path("ResourceTagMappingList");
        for (JsonNode repository : moto.json(SERVICE, "DescribeRepositories", Trees.object())
                .json()
                .path("repositories")) {
            String arn = repository.path("repositoryArn").asText();
            JsonNode tags = moto.json(
                            SERVICE, "ListTagsForResource", Trees.object().put("resourceArn", arn))
                    .json()
                    .path("tags");
            if (fits(request.parameters().path("TagFilters"), tags)) {
                list.add(Trees.object().put("ResourceARN", arn).set("Tags", tags));
            }
        }
        return answer.withBody(Trees.bytes(tree));
    }

    private static boolean fits(JsonNode filters, JsonNode tags) {
        Map<String, String> plain = new HashMap<>();
        tags.forEach(
                tag -> plain.put(tag.path("Key").asText(), tag.path("Value").asText()));
        for (JsonNode filter : filters) {
            String value = plain.get(filter.path("Key").asText());
            TreeSet<String> values = new TreeSet<>(Trees.texts(filter.path("Values")));
            if (value == null || (!values.isEmpty() && !values.contains(value))) {
                return false;
            }
        }
        return true;
    }
}
