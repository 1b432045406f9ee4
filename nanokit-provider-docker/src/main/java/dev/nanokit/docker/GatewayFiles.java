package dev.nanokit.docker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.nanokit.failure.ProviderException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

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
        try (TarArchiveInputStream tar = new TarArchiveInputStream(archive.get())) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (entry.isFile() && entry.getSize() > 0 && entry.getName().endsWith(SUFFIX)) {
                    parse(tar.readAllBytes()).ifPresent(routes::add);
                }
            }
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
        calls.putArchive(gateway, "/", tar(files));
    }

    private Optional<RouteRecord> parse(byte[] text) {
        try {
            return Optional.of(json.readValue(text, RouteRecord.class));
        } catch (IOException e) {
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

    private static InputStream tar(Map<String, String> files) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            for (Map.Entry<String, String> file : files.entrySet()) {
                byte[] content = file.getValue().getBytes(StandardCharsets.UTF_8);
                TarArchiveEntry entry = new TarArchiveEntry(file.getKey().substring(1));
                entry.setSize(content.length);
                tar.putArchiveEntry(entry);
                tar.write(content);
                tar.closeArchiveEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ByteArrayInputStream(bytes.toByteArray());
    }
}
