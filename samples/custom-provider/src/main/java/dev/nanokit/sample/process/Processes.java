package dev.nanokit.sample.process;

import dev.nanokit.failure.ProviderException;
import dev.nanokit.provider.Operation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Starts and ends processes, each with a log and a file that holds its number. Thread-safe. */
final class Processes {

    static final String LOG = ".log";
    private static final String PID = ".pid";

    /** The shell writes its own number and gives way to the command: no moment in which a process is not recorded. */
    private static final String LAUNCH = "echo $$ > \"$0\" && exec \"$@\"";

    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(20);
    private static final Duration PID_PATIENCE = Duration.ofSeconds(5);

    /** A number is given to another process one day; that one began at another time. */
    private static final Duration SAME_START = Duration.ofSeconds(10);

    private final Registry registry;
    private final Map<String, Process> mine = new ConcurrentHashMap<>();

    Processes(Registry registry) {
        this.registry = registry;
    }

    void start(String name, List<String> command, Map<String, String> env, Operation operation) {
        List<String> words =
                new ArrayList<>(List.of("/bin/sh", "-c", LAUNCH, pidFile(name).toString()));
        words.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        registry.beside(name, LOG).toFile()));
        builder.environment().putAll(env);
        try {
            Files.deleteIfExists(pidFile(name));
            Process process = builder.start();
            mine.put(name, process);
            for (Duration waited = Duration.ZERO; waited.compareTo(PID_PATIENCE) < 0; waited = waited.plus(POLL)) {
                if (pid(name).isPresent() || !process.isAlive()) {
                    return;
                }
                operation.pause(POLL);
            }
        } catch (IOException e) {
            throw new ProviderException(
                    ProviderException.Kind.FAILED, "the process of " + name + " did not start: " + e.getMessage(), e);
        }
    }

    /** {@return the process, if it lives} */
    Optional<ProcessHandle> find(String name) {
        return pid(name)
                .flatMap(ProcessHandle::of)
                .filter(ProcessHandle::isAlive)
                .filter(handle -> began(name, handle));
    }

    boolean wasStarted(String name) {
        return Files.exists(pidFile(name));
    }

    private boolean began(String name, ProcessHandle handle) {
        Optional<Instant> start = handle.info().startInstant();
        try {
            Instant written = Files.getLastModifiedTime(pidFile(name)).toInstant();
            return start.isEmpty()
                    || Duration.between(start.get(), written).abs().compareTo(SAME_START) < 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** {@return the exit code, known only to the program that started it} */
    OptionalInt exitCode(String name) {
        Process process = mine.get(name);
        return process == null || process.isAlive() ? OptionalInt.empty() : OptionalInt.of(process.exitValue());
    }

    List<String> logTail(String name, int lines) {
        Path log = registry.beside(name, LOG);
        if (!Files.exists(log)) {
            return List.of();
        }
        try (Stream<String> text = Files.lines(log)) {
            List<String> all = text.toList();
            return all.subList(Math.max(0, all.size() - lines), all.size());
        } catch (IOException e) {
            return List.of("(the log cannot be read: " + e.getMessage() + ")");
        }
    }

    /** Asks it to end, and after the grace period makes it. */
    void stop(String name, Operation operation) {
        Optional<ProcessHandle> found = find(name);
        if (found.isEmpty()) {
            return;
        }
        ProcessHandle process = found.get();
        List<ProcessHandle> family = process.descendants().toList();
        process.destroy();
        for (Duration waited = Duration.ZERO; process.isAlive(); waited = waited.plus(POLL)) {
            if (waited.compareTo(GRACE) > 0) {
                process.destroyForcibly();
            }
            operation.pause(POLL);
        }
        family.forEach(ProcessHandle::destroyForcibly);
    }

    void forget(String name) {
        try {
            Files.deleteIfExists(pidFile(name));
            Files.deleteIfExists(registry.beside(name, LOG));
        } catch (IOException e) {
            throw new ProviderException(
                    ProviderException.Kind.FAILED, "the files of " + name + " cannot be deleted: " + e.getMessage(), e);
        }
    }

    private Optional<Long> pid(String name) {
        try {
            String text = Files.readString(pidFile(name)).strip();
            return text.matches("\\d{1,18}") ? Optional.of(Long.valueOf(text)) : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new ProviderException(
                    ProviderException.Kind.FAILED, "the process number of " + name + " cannot be read", e);
        }
    }

    private Path pidFile(String name) {
        return registry.beside(name, PID);
    }
}
