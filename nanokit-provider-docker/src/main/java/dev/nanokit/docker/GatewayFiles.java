package dev.nanokit.docker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.nanokit.failure.ProviderException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The files in a gateway's container: a record per route, and the configuration that is made of all of them. A file can
 * be written into a container but not deleted, so that an empty one stands for none.
 */
final class GatewayFiles {

    static final String CONFIG = "/nanokit/caddy.json";

    private static final String ROUTES = "/nanokit/routes";
    private static final String SUFFIX = ".json";

    private final DockerCalls calls;
    private final JsonMapper json = new JsonMapper();

    GatewayFiles(DockerCalls calls) {
        this.calls = calls;
    }

    /** {@return every route of a gateway, by one call} */
    List<RouteRecord> read(String gateway) {
        Optional<InputStream> archive = calls.getArchive(gateway, ROUTES);
        List<RouteRecord> routes = new ArrayList<>();
        if (archive.isEmpty()) {
            return routes;
        }
        try {
            Tar.read(archive.get()).forEach((name, text) -> {
                if (!text.isEmpty() && name.endsWith(SUFFIX)) {
                    parse(text).ifPresent(routes::add);
                }
            });
        } catch (IOException e) {
            throw new ProviderException(
                    ProviderException.Kind.UNAVAILABLE, "the routes of gateway " + gateway + " cannot be read", e);
        }
        return routes;
    }

    /** Writes changed records, and the configuration for all that are there then. */
    void write(String gateway, Map<String, Optional<RouteRecord>> changes, Collection<RouteRecord> all) {
        Map<String, String> files = new TreeMap<>();
        changes.forEach((id, route) ->
                files.put(ROUTES + "/" + id + SUFFIX, route.map(this::text).orElse("")));
        files.put(CONFIG, CaddyConfig.of(all));
        calls.putArchive(gateway, "/", Tar.of(files));
    }

    private Optional<RouteRecord> parse(String text) {
        try {
            return Optional.of(json.readValue(text, RouteRecord.class));
        } catch (JsonProcessingException e) {
            return Optional.empty(); // nothing that we wrote: left alone, and not served
        }
    }

    private String text(RouteRecord route) {
        try {
            return json.writeValueAsString(route);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a route cannot be written", e);
        }
    }
}
