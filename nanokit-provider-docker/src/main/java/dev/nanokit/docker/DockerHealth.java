package dev.nanokit.docker;

import dev.nanokit.model.Port;
import dev.nanokit.model.Probe;
import dev.nanokit.provider.Evidence;
import dev.nanokit.provider.Health;
import dev.nanokit.provider.HealthMonitoring;
import dev.nanokit.provider.PlatformId;
import dev.nanokit.provider.ProviderContext;
import dev.nanokit.provider.Watched;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Looks at containers: one list for all of them, made again when an event tells of one that is watched. HTTP and TCP
 * checks are left to the engine of Nanokit, which asks from outside: Docker's own begin a whole interval late and cost a
 * process each.
 */
final class DockerHealth implements HealthMonitoring {

    private static final Duration OLDEST_LIST = Duration.ofSeconds(1);
    private static final int LOG_LINES = 20;
    private static final String LOOPBACK = "127.0.0.1";

    private final DockerCalls calls;
    private final EventFeed events;
    private final ProviderContext context;
    private final CommandChecks commands;
    private final Map<String, List<String>> imageChecks = new HashMap<>(); // guarded by this
    private Map<String, ContainerFacts> list = Map.of(); // guarded by this
    private Instant listed = Instant.MIN; // guarded by this

    DockerHealth(DockerCalls calls, EventFeed events, ProviderContext context) {
        this.calls = calls;
        this.events = events;
        this.context = context;
        this.commands = new CommandChecks(calls, context);
    }

    /** The first look is a list only, which is all that an unchanged stack needs; from the second on events are heard. */
    @Override
    public synchronized Map<PlatformId, Health> look(Collection<Watched> whom) {
        boolean isFirst = listed.equals(Instant.MIN);
        boolean justListening = !isFirst && events.listen();
        Set<String> news = events.news();
        boolean isNews = whom.stream()
                .map(watched -> watched.resource().id().value())
                .anyMatch(id -> news.contains(id) || !isKnownToRun(id));
        if (isFirst || justListening || isNews || context.now().isAfter(listed.plus(OLDEST_LIST))) {
            list();
        }
        Map<PlatformId, Health> answers = new HashMap<>();
        whom.forEach(watched -> answers.put(watched.resource().id(), look(watched)));
        return answers;
    }

    /** That something does not run is never believed of an older list: it may have been started since. */
    private boolean isKnownToRun(String id) {
        ContainerFacts facts = list.get(id);
        return facts != null && facts.isRunning();
    }

    private void list() {
        Map<String, ContainerFacts> fresh = new HashMap<>();
        calls.containers().forEach(container -> fresh.put(container.id(), container));
        list = fresh;
        listed = context.now();
    }

    private Health look(Watched watched) {
        String id = watched.resource().id().value();
        ContainerFacts facts = list.get(id);
        if (facts == null) {
            return new Health.Dead(new Evidence("the container is gone", OptionalInt.empty(), List.of()));
        }
        OptionalInt end = events.end(id);
        if (end.isPresent()) {
            return dead(id, end.getAsInt());
        }
        return switch (facts.state()) {
            case "running" -> running(watched, facts);
            case "created" -> new Health.Starting("not started yet");
            case "paused" -> new Health.Failing("the container is paused");
            default ->
                dead(
                        id,
                        calls.inspect(id)
                                .map(DockerCalls.ContainerDetail::exitCode)
                                .orElse(0));
        };
    }

    private Health dead(String id, int exitCode) {
        return new Health.Dead(
                new Evidence("the container ended by itself", OptionalInt.of(exitCode), calls.logTail(id, LOG_LINES)));
    }

    private Health running(Watched watched, ContainerFacts facts) {
        Probe probe = watched.check().probe();
        if (probe instanceof Probe.Disabled) {
            return new Health.Ready();
        }
        if (probe instanceof Probe.Command command) {
            return facts.status().contains("(healthy)")
                    ? new Health.Ready()
                    : commands.look(facts.id(), command.words(), watched.check());
        }
        Marks marks = Marks.of(facts.labels());
        Optional<Port> port = probe.probedPort();
        if (probe instanceof Probe.Automatic) {
            if (facts.status().endsWith(")") && facts.status().contains("health")) {
                return ofImage(watched, facts);
            }
            port = marks.expose();
        }
        return port.map(number -> ask(facts, marks, number)).orElseGet(Health.Ready::new);
    }

    /** The engine's status text is the only place in a list that tells of the image's own check. */
    private Health ofImage(Watched watched, ContainerFacts facts) {
        if (facts.status().contains("(healthy)")) {
            return new Health.Ready();
        }
        List<String> words = imageChecks.computeIfAbsent(
                facts.id(),
                id -> CommandChecks.words(calls.inspect(id)
                        .map(DockerCalls.ContainerDetail::check)
                        .orElse(List.of())));
        return words.isEmpty()
                ? new Health.Starting("the image's own check has not passed")
                : commands.look(facts.id(), words, watched.check());
    }

    private Health ask(ContainerFacts facts, Marks marks, Port port) {
        if (marks.isPublished()) {
            OptionalInt outside = facts.publishedPort(port.number());
            return outside.isPresent()
                    ? new Health.AskAt(LOOPBACK, new Port(outside.getAsInt()), Health.Reach.PROXY)
                    : new Health.Starting("port " + port + " is not published yet");
        }
        return facts.address(marks.network())
                .<Health>map(address -> new Health.AskAt(address, port, Health.Reach.DIRECT))
                .orElseGet(() -> new Health.Starting("the container has no address yet"));
    }
}
