package dev.nanokit.sample.process;

import dev.nanokit.failure.ProviderException;
import dev.nanokit.provider.Operation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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

/** Starts and ends processes, each with a log and a file that holds its number. Thread-safe. */
final class Processes {

    private static final String LOG = ".log";
    private static final String PID = ".pid";
    private static final String EXIT = ".exit";

    /** The shell writes its own number and gives way to the command: no moment in which a process is not recorded. */
    private static final String LAUNCH = "echo $$ > \"$0.pid\" && exec \"$@\"";

    /** The shell stays, to write how the command ended: whoever looks later can tell, even if we are gone by then. */
    private static final String LAUNCH_RECORDED = "echo $$ > \"$0.pid\" && \"$@\"; echo $? > \"$0.exit\"";

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

    void start(String name, Invocation invocation, Operation operation) {
        start(name, LAUNCH, invocation, operation);
    }

    /** Starts what is to end by itself: its exit code stays known. */
    void startRecorded(String name, Invocation invocation, Operation operation) {
        start(name, LAUNCH_RECORDED, invocation, operation);
    }

    private void start(String name, String launch, Invocation invocation, Operation operation) {
        List<String> words = new ArrayList<>(
                List.of("/bin/sh", "-c", launch, registry.beside(name, "").toString()));
        words.addAll(invocation.command());
        try {
            Files.deleteIfExists(pidFile(name));
            Files.deleteIfExists(registry.beside(name, EXIT));
            Process process =
                    builder(words, invocation.env(), registry.beside(name, LOG)).start();
            mine.put(name, process);
            for (Duration waited = Duration.ZERO; waited.compareTo(PID_PATIENCE) < 0; waited = waited.plus(POLL)) {
                if (number(pidFile(name)).isPresent() || !process.isAlive()) {
                    return;
                }
                operation.pause(POLL);
            }
        } catch (IOException e) {
            throw new ProviderException(
                    ProviderException.Kind.FAILED, "the process of " + name + " did not start: " + e.getMessage(), e);
        }
    }

    static ProcessBuilder builder(List<String> words, Map<String, String> env, Path output) {
        ProcessBuilder builder = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        builder.environment().putAll(env);
        return builder;
    }

    /** {@return the process, if it lives} */
    Optional<ProcessHandle> find(String name) {
        return number(pidFile(name))
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

    /** {@return the exit code of what has ended, if it was recorded, or if it was this program that started it} */
    OptionalInt exitCode(String name) {
        Optional<Integer> recorded = number(registry.beside(name, EXIT)).map(Math::toIntExact);
        if (recorded.isPresent()) {
            return OptionalInt.of(recorded.get());
        }
        Process process = mine.get(name);
        return process == null || process.isAlive() ? OptionalInt.empty() : OptionalInt.of(process.exitValue());
    }

    List<String> logTail(String name, int lines) {
        Path log = registry.beside(name, LOG);
        if (!Files.exists(log)) {
            return List.of();
        }
        try {
            List<String> all = lines(log);
            return all.subList(Math.max(0, all.size() - lines), all.size());
        } catch (IOException e) {
            return List.of("(the log cannot be read: " + e.getMessage() + ")");
        }
    }

    /** {@return the lines of a file, whatever bytes a program has written into it} */
    static List<String> lines(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                .lines()
                .toList();
    }

    /** Ends it and all that it started, at once, even if it has not written its number yet. */
    void kill(String name) {
        find(name)
                .or(() -> Optional.ofNullable(mine.get(name)).map(Process::toHandle))
                .ifPresent(Processes::kill);
    }

    /** Ends a process and all that it started, at once. */
    static void kill(ProcessHandle process) {
        List<ProcessHandle> family = process.descendants().toList();
        process.destroyForcibly();
        family.forEach(ProcessHandle::destroyForcibly);
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
            Files.deleteIfExists(registry.beside(name, EXIT));
            Files.deleteIfExists(registry.beside(name, LOG));
        } catch (IOException e) {
            throw new ProviderException(
                    ProviderException.Kind.FAILED, "the files of " + name + " cannot be deleted: " + e.getMessage(), e);
        }
    }

    private static Optional<Long> number(Path file) {
        try {
            String text = Files.readString(file).strip();
            return text.matches("\\d{1,18}") ? Optional.of(Long.valueOf(text)) : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new ProviderException(ProviderException.Kind.FAILED, "the number in " + file + " cannot be read", e);
        }
    }

    private Path pidFile(String name) {
        return registry.beside(name, PID);
    }
}
