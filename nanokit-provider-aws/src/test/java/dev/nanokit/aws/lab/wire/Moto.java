package dev.nanokit.aws.lab.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** One account of moto, to which requests are passed on and of which the lab itself asks. Thread-safe. */
public final class Moto {

    /** One for all tests: its threads are daemons, and its connections are kept. */
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static final Map<String, String> JSON_TARGETS = Map.of(
            "ecr", "AmazonEC2ContainerRegistry_V20150921",
            "ecs", "AmazonEC2ContainerServiceV20141113",
            "secretsmanager", "secretsmanager",
            "logs", "Logs_20140328",
            "servicediscovery", "Route53AutoNaming_v20170314",
            "tagging", "ResourceGroupsTaggingAPI_20170126",
            "acm", "CertificateManager",
            "application-autoscaling", "AnyScaleFrontendService");

    private static final Map<String, String> VERSIONS = Map.of(
            "ec2", "2016-11-15",
            "iam", "2010-05-08",
            "elasticloadbalancing", "2015-12-01",
            "rds", "2014-10-31",
            "elasticache", "2015-02-02");

    private final URI endpoint;
    private final String account;
    private final String region;

    /**
     * Makes the way to an account.
     *
     * @param endpoint where moto answers
     * @param account whose things are seen
     * @param region the region of the lab's own questions
     */
    public Moto(URI endpoint, String account, String region) {
        this.endpoint = endpoint;
        this.account = account;
        this.region = region;
    }

    /** {@return where moto answers} */
    public URI endpoint() {
        return endpoint;
    }

    /** {@return whose things are seen} */
    public String account() {
        return account;
    }

    /** {@return the region of the lab's own questions} */
    public String region() {
        return region;
    }

    /**
     * Passes a request on.
     *
     * @param request what a client asked
     * @return what moto said
     */
    public ApiResponse send(ApiRequest request) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(endpoint + request.target()));
        request.headers().forEach(builder::setHeader);
        builder.setHeader("x-moto-account-id", account);
        builder.method(request.method(), HttpRequest.BodyPublishers.ofByteArray(request.body()));
        try {
            HttpResponse<byte[]> response = CLIENT.send(builder.build(), HttpResponse.BodyHandlers.ofByteArray());
            return answer(response);
        } catch (IOException e) {
            throw new UncheckedIOException("moto does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while moto was asked", e);
        }
    }

    private static ApiResponse answer(HttpResponse<byte[]> response) {
        Map<String, String> headers = new HashMap<>();
        response.headers().map().forEach((name, values) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (lower.equals("content-type")) {
                headers.put("Content-Type", values.get(0));
            } else if (lower.equals("x-amzn-errortype")) {
                headers.put("x-amzn-ErrorType", values.get(0));
            } else if (lower.startsWith("x-amz") || lower.equals("location")) {
                headers.put(name, values.get(0));
            }
        });
        return new ApiResponse(response.statusCode(), headers, response.body());
    }

    /**
     * Asks a service of the JSON protocol.
     *
     * @param service its name
     * @param operation what
     * @param parameters the body
     * @return the answer, or the error, see {@link ApiResponse#ok}
     */
    public ApiResponse json(String service, String operation, JsonNode parameters) {
        Map<String, String> headers = headers(service);
        headers.put("x-amz-target", JSON_TARGETS.get(service) + "." + operation);
        headers.put("content-type", Protocol.JSON.contentType());
        return send(RequestReader.of("POST", "/", headers, Trees.bytes(parameters)));
    }

    /**
     * Asks a service of the query protocol.
     *
     * @param service its name
     * @param operation what
     * @param parameters names and values by turns
     * @return the answer, or the error, see {@link ApiResponse#ok}
     */
    public ApiResponse query(String service, String operation, String... parameters) {
        StringBuilder form = new StringBuilder("Action=" + operation + "&Version=" + VERSIONS.get(service));
        for (int i = 0; i < parameters.length; i += 2) {
            form.append('&')
                    .append(parameters[i])
                    .append('=')
                    .append(URLEncoder.encode(parameters[i + 1], StandardCharsets.UTF_8));
        }
        Map<String, String> headers = headers(service);
        headers.put("content-type", "application/x-www-form-urlencoded");
        byte[] body = form.toString().getBytes(StandardCharsets.UTF_8);
        return send(RequestReader.of("POST", "/", headers, body));
    }

    /**
     * Asks a service of the query protocol, and wants the result.
     *
     * @param service its name
     * @param operation what
     * @param parameters names and values by turns
     * @return what stands in the result element; missing if there was an error
     */
    public JsonNode result(String service, String operation, String... parameters) {
        ApiResponse response = query(service, operation, parameters);
        if (!response.ok()) {
            return com.fasterxml.jackson.databind.node.MissingNode.getInstance();
        }
        JsonNode tree = response.xmlTree();
        return service.equals("ec2") ? tree : tree.path(operation + "Result");
    }

    /**
     * Asks a service that is spoken to by method and path.
     *
     * @param service its name
     * @param method HTTP method
     * @param target path and query
     * @return the answer, or the error, see {@link ApiResponse#ok}
     */
    public ApiResponse rest(String service, String method, String target) {
        return send(RequestReader.of(method, target, headers(service), new byte[0]));
    }

    private Map<String, String> headers(String service) {
        Map<String, String> headers = new HashMap<>();
        headers.put(
                "authorization",
                "AWS4-HMAC-SHA256 Credential=lab/20300101/" + region + "/" + service
                        + "/aws4_request, SignedHeaders=host, Signature=0");
        return headers;
    }
}
