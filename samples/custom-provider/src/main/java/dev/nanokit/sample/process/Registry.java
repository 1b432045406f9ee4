package dev.nanokit.sample.process;

import dev.nanokit.failure.ProviderException;
import dev.nanokit.provider.LabelCodec;
import dev.nanokit.provider.Labelled;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.Scope;
import dev.nanokit.provider.Trait;
import dev.nanokit.provider.Wanted;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Our labels, since a process carries none: a file for each resource, written whole or not at all, and other files beside
 * them. Thread-safe, and safe for several programs at once.
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
        names(SUFFIX).forEach(name -> find(name).ifPresent(entries::add));
        return entries;
    }

    /** {@return the scopes that have anything here; what belongs to the machine has none} */
    Set<Scope> scopes() {
        return all().stream()
                .map(Entry::labels)
                .filter(labels -> !labels.traits().contains(Trait.SHARED))
                .map(Labelled::scope)
                .collect(Collectors.toUnmodifiableSet());
    }

    Entry require(String name) {
        return find(name)
                .orElseThrow(() ->
                        new ProviderException(ProviderException.Kind.CONFLICT, name + " is not in the registry", null));
    }

    /** {@return what is to be changed or ended, if it is still there and still what was found} */
    Optional<Entry> find(Resource found) {
        return find(found.name()).map(entry -> entry.requireSame(found));
    }

    Entry require(Resource found) {
        return require(found.name()).requireSame(found);
    }

    /** {@return what stands where something is to be created, which must be equal} */
    Optional<Entry> find(Wanted wanted) {
        Optional<Entry> there = find(wanted.name());
        there.ifPresent(entry -> entry.requireEqual(wanted));
        if (there.isEmpty() && Files.exists(beside(wanted.name(), SUFFIX))) {
            throw notOurs(wanted.name());
        }
        return there;
    }

    private static ProviderException notOurs(String name) {
        return new ProviderException(
                ProviderException.Kind.OWNERSHIP,
                "tried to create " + name + ", but something that is not ours has that name. Remove or rename it",
                null);
    }

    Optional<Entry> find(String name) {
        return read(name, SUFFIX).flatMap(text -> entry(name, text));
    }

    private Optional<Entry> entry(String name, Properties text) {
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
            Files.move(part(entry.name(), text), beside(entry.name(), SUFFIX), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    void delete(String name) {
        deleteFile(name, SUFFIX);
    }

    /** {@return the names of all files with a suffix, in order} */
    List<String> names(String suffix) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(file -> file.endsWith(suffix))
                    .map(file -> file.substring(0, file.length() - suffix.length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    Optional<Properties> read(String name, String suffix) {
        Properties text = new Properties();
        try (BufferedReader reader = Files.newBufferedReader(beside(name, suffix))) {
            text.load(reader);
            return Optional.of(text);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /** {@return whether the file was written; not if it is there: of two programs that try, one does it} */
    boolean writeNew(String name, String suffix, Properties text) {
        try {
            Path part = part(name, text);
            try {
                Files.createLink(beside(name, suffix), part);
                return true;
            } catch (FileAlreadyExistsException e) {
                return false;
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException | UnsupportedOperationException e) {
            throw unusable(e);
        }
    }

    void deleteFile(String name, String suffix) {
        try {
            Files.deleteIfExists(beside(name, suffix));
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private Path part(String name, Properties text) throws IOException {
        Files.createDirectories(folder);
        Path part = Files.createTempFile(folder, name, ".part");
        try (BufferedWriter writer = Files.newBufferedWriter(part)) {
            text.store(writer, null);
        }
        return part;
    }

    private ProviderException unusable(Exception cause) {
        return new ProviderException(
                ProviderException.Kind.FAILED,
                "the registry in " + folder + " cannot be used: " + cause.getMessage()
                        + ". Set infra.folder to a folder that this user may write",
                cause);
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

        /** Checks that what is to be created is what is there. */
        void requireEqual(Wanted wanted) {
            boolean shared = labels.traits().contains(Trait.SHARED);
            if (!shared && !labels.scope().equals(wanted.labelled().scope())) {
                throw notOurs(name);
            }
            boolean equal = labels.slot().equals(wanted.slot())
                    && labels.fingerprint().equals(wanted.labelled().fingerprint())
                    && labels.bound().equals(wanted.labelled().bound());
            if (!equal) {
                throw new ProviderException(
                        ProviderException.Kind.CONFLICT, name + " is there by now, and different", null);
            }
        }

        /** Checks, just before it is changed or ended, that it is still what was found. */
        Entry requireSame(Resource found) {
            if (!labels.slot().equals(found.slot()) || !labels.edition().equals(found.edition())) {
                throw new ProviderException(
                        ProviderException.Kind.OWNERSHIP,
                        name + " no longer carries our labels for " + found.slot() + "; it is left alone",
                        null);
            }
            return this;
        }
    }
}
