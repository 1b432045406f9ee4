package dev.nanokit.docker;

import dev.nanokit.failure.ProviderException;
import dev.nanokit.provider.LabelCodec;
import dev.nanokit.provider.Labelled;
import dev.nanokit.provider.Operation;
import dev.nanokit.provider.Scope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Changes of a gateway's routes, several at once in one write: each load of a configuration closes idle connections.
 * Other programs change routes of their scopes at the same time, so what was loaded is compared with what is there
 * afterwards. Thread-safe.
 */
final class GatewayRoutes {

    private static final List<String> RELOAD = List.of("caddy", "reload", "--config", GatewayFiles.CONFIG);
    private static final Duration RELOAD_TIMEOUT = Duration.ofSeconds(20);
    private static final Duration RELOAD_PAUSE = Duration.ofMillis(50);
    private static final Duration RELOAD_PATIENCE = Duration.ofSeconds(20);

    private final DockerCalls calls;
    private final GatewayFiles files;
    private final LabelCodec codec;
    private final Object writing = new Object();
    private final List<Change> pending = new ArrayList<>(); // guarded by itself

    GatewayRoutes(DockerCalls calls, GatewayFiles files, LabelCodec codec) {
        this.calls = calls;
        this.files = files;
        this.codec = codec;
    }

    /** Puts a route in place, or takes it away, if what is there allows it; returns when the gateway works by it. */
    void change(
            String gateway,
            String id,
            Optional<RouteRecord> route,
            Consumer<Optional<RouteRecord>> judge,
            Operation operation) {
        Change change = new Change(gateway, id, route, judge);
        synchronized (pending) {
            pending.add(change);
        }
        synchronized (writing) {
            List<Change> batch;
            synchronized (pending) {
                if (!pending.contains(change)) {
                    return; // somebody else's batch has carried it out
                }
                batch = pending.stream()
                        .filter(one -> one.gateway.equals(gateway))
                        .toList();
            }
            try {
                forget(carryOut(gateway, batch, change, operation));
            } finally {
                forget(List.of(change));
            }
        }
    }

    private void forget(List<Change> changes) {
        synchronized (pending) {
            pending.removeAll(changes);
        }
    }

    /** What another one wants and may not have is left to that one, which hears why. */
    private List<Change> carryOut(String gateway, List<Change> batch, Change mine, Operation operation) {
        Map<String, RouteRecord> routes = read(gateway);
        Map<String, Optional<RouteRecord>> changes = new HashMap<>();
        List<Change> done = new ArrayList<>();
        for (Change change : batch) {
            try {
                change.judge.accept(Optional.ofNullable(routes.get(change.id)));
                change.route.ifPresent(route -> requireFreeHosts(route, routes));
            } catch (ProviderException e) {
                if (change == mine) {
                    throw e;
                }
                continue;
            }
            change.route.ifPresentOrElse(route -> routes.put(change.id, route), () -> routes.remove(change.id));
            changes.put(change.id, change.route);
            done.add(change);
        }
        Map<String, RouteRecord> loaded = routes;
        files.write(gateway, changes, loaded.values());
        reload(gateway, operation);
        for (Map<String, RouteRecord> now = read(gateway); !now.equals(loaded); now = read(gateway)) {
            operation.checkpoint();
            loaded = now;
            files.write(gateway, Map.of(), loaded.values());
            reload(gateway, operation);
        }
        return done;
    }

    private Map<String, RouteRecord> read(String gateway) {
        Map<String, RouteRecord> routes = new LinkedHashMap<>();
        files.read(gateway).forEach(route -> routes.put(route.id(), route));
        return routes;
    }

    private void requireFreeHosts(RouteRecord wanted, Map<String, RouteRecord> routes) {
        Optional<Scope> mine = codec.decode(wanted.labels()).map(Labelled::scope);
        for (RouteRecord other : routes.values()) {
            Optional<Scope> owner = codec.decode(other.labels()).map(Labelled::scope);
            for (String host : wanted.hosts()) {
                if (other.hosts().contains(host) && !owner.equals(mine)) {
                    throw new ProviderException(
                            ProviderException.Kind.OWNERSHIP,
                            "host " + host + " already leads to "
                                    + owner.map(Scope::toString).orElse("something else")
                                    + " on this gateway. Give one of the two another host",
                            null);
                }
            }
        }
    }

    /** Loads the configuration that stands there; a gateway that was started a moment ago does not listen yet. */
    void reload(String gateway, Operation operation) {
        Duration waited = Duration.ZERO;
        String said = "";
        while (waited.compareTo(RELOAD_PATIENCE) < 0) {
            try {
                Optional<DockerCalls.ExecResult> result = calls.exec(gateway, RELOAD, RELOAD_TIMEOUT);
                if (result.isPresent() && result.get().exitCode() == 0) {
                    return;
                }
                said = result.map(DockerCalls.ExecResult::output).orElse("no answer in time");
            } catch (ProviderException e) {
                if (e.kind() != ProviderException.Kind.CONFLICT) {
                    throw e;
                }
                said = String.valueOf(e.getMessage()); // it ended, and the engine is about to start it again
            }
            operation.pause(RELOAD_PAUSE);
            waited = waited.plus(RELOAD_PAUSE.multipliedBy(4));
        }
        throw new ProviderException(
                ProviderException.Kind.FAILED, "the gateway did not take its configuration: " + said, null);
    }

    /** One change that waits for its turn. */
    private static final class Change {
        private final String gateway;
        private final String id;
        private final Optional<RouteRecord> route;
        private final Consumer<Optional<RouteRecord>> judge;

        Change(String gateway, String id, Optional<RouteRecord> route, Consumer<Optional<RouteRecord>> judge) {
            this.gateway = gateway;
            this.id = id;
            this.route = route;
            this.judge = judge;
        }
    }
}
