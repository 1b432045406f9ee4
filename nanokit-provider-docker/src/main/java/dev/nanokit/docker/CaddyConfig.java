package dev.nanokit.docker;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * The gateway's configuration, in the form of https://caddyserver.com/docs/json/. Pure. Members are looked up by name
 * five times a second, so that a roll changes no configuration: each change of it closes idle connections.
 */
final class CaddyConfig {

    /**
     * The engine's own name server, in every container that is in a network of a user's. Said outright, as a container
     * that joins its first such network goes on asking the host's name server for 5 s: so long a Go program remembers
     * /etc/resolv.conf.
     */
    private static final String ENGINE_DNS = "127.0.0.11:53";

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private CaddyConfig() {}

    static String of(Collection<RouteRecord> routes) {
        ObjectNode config = JSON.objectNode();
        ObjectNode admin = config.putObject("admin");
        admin.put("listen", "localhost:2019");
        admin.putObject("config").put("persist", false);
        ObjectNode server =
                config.putObject("apps").putObject("http").putObject("servers").putObject("nanokit");
        server.putArray("listen").add(":" + DockerGateways.INSIDE_PORT);
        server.putObject("automatic_https").put("disable", true);
        ArrayNode list = server.putArray("routes");
        routes.stream().sorted(Comparator.comparing(RouteRecord::id)).forEach(route -> list.add(route(route)));
        list.add(nothingHere());
        return config.toPrettyString();
    }

    private static ObjectNode route(RouteRecord route) {
        ObjectNode rule = JSON.objectNode();
        ArrayNode hosts = rule.putArray("match").addObject().putArray("host");
        route.hosts().forEach(hosts::add);
        ObjectNode proxy = rule.putArray("handle").addObject();
        proxy.put("handler", "reverse_proxy");
        ObjectNode members = proxy.putObject("dynamic_upstreams");
        members.put("source", "a");
        members.put("name", route.upstream());
        members.put("port", Integer.toString(route.port()));
        members.put("refresh", "200ms");
        members.putObject("resolver").putArray("addresses").add(ENGINE_DNS);
        proxy.putObject("transport").put("protocol", "http").put("dial_timeout", "250ms");
        proxy.putObject("health_checks").putObject("passive").put("fail_duration", "2s");
        ObjectNode balancing = proxy.putObject("load_balancing");
        balancing.put("try_duration", "3s");
        balancing.putObject("selection_policy").put("policy", "round_robin");
        rule.put("terminal", true);
        return rule;
    }

    private static ObjectNode nothingHere() {
        ObjectNode rule = JSON.objectNode();
        ObjectNode answer = rule.putArray("handle").addObject();
        answer.put("handler", "static_response");
        answer.put("status_code", 404);
        answer.put("body", "No service has this host name.\n");
        return rule;
    }

    /** {@return a configuration without routes} */
    static String empty() {
        return of(List.of());
    }
}
