package dev.nanokit;

import dev.nanokit.engine.command.Applied;
import dev.nanokit.model.Name;
import dev.nanokit.model.Service;
import dev.nanokit.plan.Plan;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.StandardDesign;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Facts of a run, and the way back to the verbs. */
final class DefaultDeployment implements Deployment {

    private final Applied applied;
    private final Verbs verbs;
    private final Runnable end;

    DefaultDeployment(Applied applied, Verbs verbs, Runnable end) {
        this.applied = applied;
        this.verbs = verbs;
        this.end = end;
    }

    /** {@return the same that ends something when it is closed} */
    Deployment closing(Runnable what) {
        return new DefaultDeployment(applied, verbs, what);
    }

    @Override
    public void close() {
        end.run();
    }

    @Override
    public String provider() {
        return applied.providerId();
    }

    @Override
    public Name environment() {
        return applied.project().environment();
    }

    @Override
    public URI endpoint(String service) {
        URI endpoint = endpoints().get(service);
        if (endpoint != null) {
            return endpoint;
        }
        Service known = Name.isValid(service) ? applied.project().services().get(Name.of(service)) : null;
        throw new IllegalArgumentException(
                known == null
                        ? "no service '" + service + "'; there are "
                                + applied.project().services().keySet()
                        : "service '" + service + "' has "
                                + (known.port().isPresent()
                                        ? "a port, and what stands has no address for it"
                                        : "neither host nor port, so no public address"));
    }

    @Override
    public Map<String, URI> endpoints() {
        Map<String, URI> endpoints = new LinkedHashMap<>();
        for (Service service : applied.project().services().values()) {
            address(service).ifPresent(url -> endpoints.put(service.name().value(), URI.create(url)));
        }
        return endpoints;
    }

    private Optional<String> address(Service service) {
        return StandardDesign.publicUrl(applied.project(), service).or(() -> service.port()
                .flatMap(port -> applied.hostOfPorts().map(host -> "http://" + host + ":" + port)));
    }

    @Override
    public List<Resource> resources() {
        return List.copyOf(applied.outcome().resources().values());
    }

    @Override
    public Plan plan() {
        return applied.plan();
    }

    @Override
    public Duration took() {
        return applied.took();
    }

    @Override
    public Deployment down() {
        return verbs.down();
    }

    @Override
    public Status status() {
        return verbs.status();
    }

    @Override
    public String toString() {
        return "deployment of " + applied.plan().scope() + " on " + applied.providerId();
    }
}
