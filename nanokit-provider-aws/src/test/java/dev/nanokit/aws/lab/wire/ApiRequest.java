package dev.nanokit.aws.lab.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** One request of a client, understood. The parameters are decoded when first asked for. Confined to its thread. */
public final class ApiRequest {

    private final String service;
    private final String operation;
    private final Protocol protocol;
    private final String method;
    private final String target;
    private final Map<String, String> headers;
    private final byte[] body;
    private JsonNode parameters;

    ApiRequest(
            String service,
            String operation,
            Protocol protocol,
            String method,
            String target,
            Map<String, String> headers,
            byte[] body) {
        this.service = service;
        this.operation = operation;
        this.protocol = protocol;
        this.method = method;
        this.target = target;
        this.headers = headers;
        this.body = body;
    }

    /** {@return the service's name as in the signature, {@code elasticloadbalancing} for instance} */
    public String service() {
        return service;
    }

    /** {@return the operation, {@code CreateListener} for instance} */
    public String operation() {
        return operation;
    }

    /** {@return how it is written} */
    public Protocol protocol() {
        return protocol;
    }

    /** {@return HTTP method} */
    public String method() {
        return method;
    }

    /** {@return path and query} */
    public String target() {
        return target;
    }

    /** {@return the headers to be forwarded} */
    public Map<String, String> headers() {
        return headers;
    }

    /** {@return the body} */
    public byte[] body() {
        return body;
    }

    /** {@return whether it changes nothing, by its name} */
    public boolean reads() {
        return operation.startsWith("Describe")
                || operation.startsWith("List")
                || operation.startsWith("Get")
                || operation.startsWith("Filter")
                || operation.startsWith("BatchGet")
                || operation.startsWith("Discover")
                || operation.equals("Query")
                || operation.equals("Scan");
    }

    /** {@return all parameters, wherever in the request they stand} */
    public JsonNode parameters() {
        if (parameters == null) {
            parameters = decode();
        }
        return parameters;
    }

    /**
     * Gives a parameter.
     *
     * @param name its name
     * @return its text; empty if it was not given
     */
    public String text(String name) {
        return parameters().path(name).asText("");
    }

    /**
     * Tells whether a parameter was given.
     *
     * @param name its name
     * @return whether it is there
     */
    public boolean has(String name) {
        JsonNode node = parameters().path(name);
        return !node.isMissingNode() && !node.isNull();
    }

    /**
     * Gives the same request with other parameters; only for the JSON protocol.
     *
     * @param other the parameters
     * @return the request
     */
    public ApiRequest with(ObjectNode other) {
        return new ApiRequest(service, operation, protocol, method, target, headers, Trees.bytes(other));
    }

    /**
     * Gives the same request with another form or text.
     *
     * @param other the body
     * @return the request
     */
    public ApiRequest withBody(String other) {
        return new ApiRequest(
                service, operation, protocol, method, target, headers, other.getBytes(StandardCharsets.UTF_8));
    }

    private JsonNode decode() {
        return switch (protocol) {
            case JSON -> body.length == 0 ? Trees.object() : Trees.read(body);
            case QUERY, EC2 ->
                new QueryTree(service.equals("rds") || service.equals("elasticache"))
                        .of(new String(body, StandardCharsets.UTF_8));
            case REST_JSON, REST_XML -> rest();
        };
    }

    private JsonNode rest() {
        ObjectNode tree = Trees.object();
        if (body.length > 0) {
            JsonNode content = protocol == Protocol.REST_XML ? XmlTree.of(Xml.read(body)) : Trees.read(body);
            if (content instanceof ObjectNode object) {
                tree.setAll(object);
            }
        }
        int mark = target.indexOf('?');
        if (mark >= 0) {
            for (String pair : target.substring(mark + 1).split("&", -1)) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    String value = URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8);
                    tree.put(pair.substring(0, equals), value);
                }
            }
        }
        String path = mark < 0 ? target : target.substring(0, mark);
        RestOperation.find(service, method, path).ifPresent(found -> found.addTo(tree, path));
        return tree;
    }
}
