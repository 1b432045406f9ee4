package dev.nanokit.aws.lab.wire;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Understands what a client of the SDK asks: which service, which operation, in which protocol. */
public final class RequestReader {

    private static final Pattern SCOPE = Pattern.compile("Credential=[^/]+/\\d+/[^/]+/([^/]+)/aws4_request");
    private static final Pattern ACTION = Pattern.compile("(?:^|&)Action=(\\w+)");
    private static final Set<String> REST_JSON = Set.of("elasticfilesystem", "scheduler");
    private static final Set<String> DROPPED =
            Set.of("host", "content-length", "connection", "expect", "transfer-encoding", "upgrade", "accept-encoding");

    private RequestReader() {}

    /**
     * Reads a request to its end.
     *
     * @param exchange what the server was sent
     * @return the request
     * @throws IOException if the client went away
     */
    public static ApiRequest read(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        Map<String, String> headers = new HashMap<>();
        for (Map.Entry<String, List<String>> header :
                exchange.getRequestHeaders().entrySet()) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            if (!DROPPED.contains(name)) {
                headers.put(name, String.join(",", header.getValue()));
            }
        }
        String target = exchange.getRequestURI().toString();
        return of(exchange.getRequestMethod(), target, headers, body);
    }

    /**
     * Understands a request.
     *
     * @param method HTTP method
     * @param target path and query
     * @param headers names in lower case
     * @param body the bytes
     * @return the request
     */
    public static ApiRequest of(String method, String target, Map<String, String> headers, byte[] body) {
        Matcher scope = SCOPE.matcher(headers.getOrDefault("authorization", ""));
        String service = scope.find() ? scope.group(1) : "unknown";
        String amzTarget = headers.getOrDefault("x-amz-target", "");
        if (!amzTarget.isEmpty()) {
            String operation = amzTarget.substring(amzTarget.indexOf('.') + 1);
            return new ApiRequest(service, operation, Protocol.JSON, method, target, headers, body);
        }
        String type = headers.getOrDefault("content-type", "");
        if (type.startsWith("application/x-www-form-urlencoded")) {
            Matcher action = ACTION.matcher(new String(body, StandardCharsets.UTF_8));
            String operation = action.find() ? action.group(1) : "unknown";
            Protocol protocol = service.equals("ec2") ? Protocol.EC2 : Protocol.QUERY;
            return new ApiRequest(service, operation, protocol, method, target, headers, body);
        }
        int mark = target.indexOf('?');
        String path = mark < 0 ? target : target.substring(0, mark);
        String operation = RestOperation.find(service, method, path)
                .map(RestOperation::operation)
                .orElse(method + " " + path);
        Protocol protocol = REST_JSON.contains(service) ? Protocol.REST_JSON : Protocol.REST_XML;
        return new ApiRequest(service, operation, protocol, method, target, headers, body);
    }
}
