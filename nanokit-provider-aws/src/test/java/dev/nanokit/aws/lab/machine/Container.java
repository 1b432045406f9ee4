package dev.nanokit.aws.lab.machine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nanokit.aws.lab.machine.Program.Ending;
import dev.nanokit.aws.lab.wire.Trees;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A container of a task, and how far it is. Guarded by the machine's lock. */
final class Container {

    /** What AWS says of a health that nobody checks, or not yet. */
    static final String UNKNOWN = "UNKNOWN";

    private static final Duration OOM_AFTER = Duration.ofMillis(50);

    final JsonNode definition;
    final Program program;
    final Map<String, String> environment;
    final boolean essential;
    private Optional<Instant> startedAt = Optional.empty();
    private Optional<Instant> endedAt = Optional.empty();
    private Optional<Integer> exitCode = Optional.empty();
    private String reason = "";

    Container(JsonNode definition, JsonNode overrides, Map<String, String> environment) {
        this.definition = definition;
        this.environment = environment;
        this.essential = definition.path("essential").asBoolean(true);
        this.program = program(definition, overrides, environment);
        if (isOom()) {
            reason = "OutOfMemoryError: Container killed due to memory usage";
        }
    }

    private static Program program(JsonNode definition, JsonNode overrides, Map<String, String> environment) {
        if (definition.path("image").asText().startsWith("oom:")) {
            return new Program(List.of(), List.of(), Optional.of(new Ending(OOM_AFTER, 137)), 137);
        }
        JsonNode command = overrides.has("command") ? overrides.path("command") : definition.path("command");
        List<String> words = new java.util.ArrayList<>(Trees.texts(definition.path("entryPoint")));
        words.addAll(Trees.texts(command));
        if (words.isEmpty()) {
            return Program.server(Trees.list(definition.path("portMappings")).stream()
                    .map(mapping -> mapping.path("containerPort").asInt())
                    .toList());
        }
        return Shell.foretell(words, new HashMap<>(environment));
    }

    private boolean isOom() {
        return definition.path("image").asText().startsWith("oom:");
    }

    String name() {
        return definition.path("name").asText();
    }

    String image() {
        return definition.path("image").asText();
    }

    String lastStatus() {
        return endedAt.isPresent() ? "STOPPED" : startedAt.isPresent() ? "RUNNING" : "PENDING";
    }

    Optional<Instant> startedAt() {
        return startedAt;
    }

    Optional<Instant> endedAt() {
        return endedAt;
    }

    Optional<Integer> exitCode() {
        return exitCode;
    }

    /** {@return why it ended, where AWS says so; empty if not} */
    String reason() {
        return endedAt.isPresent() ? reason : "";
    }

    boolean runs() {
        return startedAt.isPresent() && endedAt.isEmpty();
    }

    void start(Instant at) {
        startedAt = Optional.of(at);
    }

    void end(Instant at, int code) {
        endedAt = Optional.of(at);
        exitCode = Optional.of(code);
    }

    /** Ends without ever having run. */
    void neverStart(Instant at, String why) {
        endedAt = Optional.of(at);
        reason = why;
    }

    /** {@return since when it answers a request on a port; empty if it never does} */
    Optional<Instant> answersFrom(int port, String path) {
        return startedAt.flatMap(start -> program.doors().stream()
                .filter(door -> door.port() == port
                        && (path.isEmpty() || door.page(path).isPresent()))
                .map(door -> start.plus(door.after()))
                .min(Instant::compareTo));
    }

    /** {@return since when it listens on a port, whatever it answers} */
    Optional<Instant> listensFrom(int port) {
        return answersFrom(port, "");
    }

    /** {@return what it answers} */
    Optional<String> page(int port, String path, Instant now) {
        return startedAt
                .filter(start -> runs())
                .flatMap(start -> program.door(port, Duration.between(start, now)))
                .flatMap(door -> door.page(path));
    }
}
