package dev.nanokit.sample.process;

import dev.nanokit.failure.ProviderException;
import dev.nanokit.provider.LabelCodec;
import dev.nanokit.provider.Labelled;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Our labels, since a process carries none: a file for each resource, written whole or not at all. Thread-safe, and safe
 * for several programs at once.
 */
final class Registry {

    static final String SUFFIX = ".entry";
    private static final String LABEL = "label.";

    private final Path folder;
    private final LabelCodec codec;

    Registry(Path folder, LabelCodec codec) {
        this.folder = folder.toAbsolutePath();
        this.codec = codec;
    }

    Path folder() {
        return folder;
    }

    /** {@return a file beside an entry} */
    Path beside(String name, String suffix) {
        return folder.resolve(name + suffix);
    }

    List<Entry> all() {
        List<Entry> entries = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            return entries;
        }
        try (Stream<Path> files = Files.list(folder)) {
            files.map(file -> String.valueOf(file.getFileName()))
                    .filter(file -> file.endsWith(SUFFIX))
                    .sorted()
                    .forEach(file -> find(file.substring(0, file.length() - SUFFIX.length()))
                            .ifPresent(entries::add));
        } catch (IOException e) {
            throw unusable(e);
        }
        return entries;
    }

    Optional<Entry> find(String name) {
        Properties text = new Properties();
        try (BufferedReader reader = Files.newBufferedReader(beside(name, SUFFIX))) {
            text.load(reader);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw unusable(e);
        }
        Map<String, String> labels = new TreeMap<>();
        Map<String, String> facts = new TreeMap<>();
        text.stringPropertyNames().forEach(key -> {
            if (key.startsWith(LABEL)) {
                labels.put(key.substring(LABEL.length()), text.getProperty(key));
            } else {
                facts.put(key, text.getProperty(key));
            }
        });
        return codec.decode(labels).map(labelled -> new Entry(name, labelled, facts));
    }

    void write(Entry entry) {
        Properties text = new Properties();
        codec.encode(entry.labels()).forEach((label, value) -> text.setProperty(LABEL + label, value));
        entry.facts().forEach(text::setProperty);
        try {
            Files.createDirectories(folder);
            Path temporary = Files.createTempFile(folder, entry.name(), ".part");
            try (BufferedWriter writer = Files.newBufferedWriter(temporary)) {
                text.store(writer, null);
            }
            Files.move(temporary, beside(entry.name(), SUFFIX), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    void delete(String name) {
        try {
            Files.deleteIfExists(beside(name, SUFFIX));
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private ProviderException unusable(Exception cause) {
        return new ProviderException(
                ProviderException.Kind.FAILED,
                "the registry in " + folder + " cannot be used: " + cause.getMessage()
                        + ". Set infra.folder to a folder that this user may write",
                cause instanceof UncheckedIOException wrapped ? wrapped.getCause() : cause);
    }

    /**
     * One resource.
     *
     * @param name its name
     * @param labels its labels
     * @param facts what else is known of it
     */
    record Entry(String name, Labelled labels, Map<String, String> facts) {

        Entry {
            facts = Map.copyOf(facts);
        }

        String fact(String key) {
            return facts.getOrDefault(key, "");
        }

        Entry with(String key, String value) {
            Map<String, String> changed = new TreeMap<>(facts);
            changed.put(key, value);
            return new Entry(name, labels, changed);
        }
    }
}
