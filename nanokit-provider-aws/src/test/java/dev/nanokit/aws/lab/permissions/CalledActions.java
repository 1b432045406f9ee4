package dev.nanokit.aws.lab.permissions;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Which actions the provider used in a run of all tests. Each JVM of it writes a file of its own, as its tests go on; whoever
 * comes last reads them all. Thread-safe.
 */
final class CalledActions {

    private static final Path FOLDER = Path.of("target", "called-actions");

    private static final class ThisRun {
        static final CalledActions CALLED =
                new CalledActions(FOLDER.resolve(ProcessHandle.current().pid() + ".txt"));
    }

    private final Path file;
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    private CalledActions(Path file) {
        this.file = file;
    }

    static CalledActions ofThisRun() {
        return ThisRun.CALLED;
    }

    void add(String action) {
        if (known.add(action)) {
            write(action + "\n");
        }
    }

    private synchronized void write(String line) {
        try {
            Files.createDirectories(FOLDER);
            Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return those of all JVMs; none if nothing ran} */
    static Set<String> all() {
        Set<String> all = new TreeSet<>();
        if (!Files.isDirectory(FOLDER)) {
            return all;
        }
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path file : files.toList()) {
                all.addAll(Files.readAllLines(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }
}
