package dev.nanokit;

import dev.nanokit.engine.config.ConfigReader;
import dev.nanokit.engine.config.ReadOptions;
import dev.nanokit.model.Project;
import dev.nanokit.model.ResolvedValue;
import dev.nanokit.secret.SecretSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringWriter;
import java.net.URI;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Where a project comes from: a file, a text, an address, or code. Immutable; read anew at each {@link #get}. */
final class ProjectSource implements Supplier<Project> {

    private static final int TIMEOUT_MILLIS = 10_000;
    private static final int LONGEST = 10 * 1024 * 1024;

    private final Function<ReadOptions, Project> reading;
    private final Function<ReadOptions, List<ResolvedValue>> listing;
    private final ReadOptions options;

    private ProjectSource(
            Function<ReadOptions, Project> reading,
            Function<ReadOptions, List<ResolvedValue>> listing,
            ReadOptions options) {
        this.reading = reading;
        this.listing = listing;
        this.options = options;
    }

    private static ProjectSource of(
            Function<ReadOptions, Project> reading, Function<ReadOptions, List<ResolvedValue>> listing) {
        return new ProjectSource(reading, listing, ReadOptions.standard());
    }

    static ProjectSource file(Path file) {
        return of(options -> new ConfigReader(options).read(file), options -> new ConfigReader(options).values(file));
    }

    static ProjectSource text(String yaml) {
        return of(options -> new ConfigReader(options).read(yaml), options -> new ConfigReader(options).values(yaml));
    }

    /** A reader can be read once, so it is read now. */
    static ProjectSource reader(Reader reader) {
        StringWriter text = new StringWriter();
        try (reader) {
            reader.transferTo(text);
        } catch (IOException e) {
            throw ConfigReader.unreadable("nanokit.yml", "the reader failed: " + e.getMessage());
        }
        return text(text.toString());
    }

    static ProjectSource address(URI address) {
        String path = String.valueOf(address.getPath());
        String name = path.substring(path.lastIndexOf('/') + 1);
        String source = name.isEmpty() ? address.toString() : name;
        return of(
                options -> new ConfigReader(options).read(source, fetch(address, source)),
                options -> new ConfigReader(options).values(fetch(address, source)));
    }

    static ProjectSource project(Project project) {
        return of(options -> unchanged(project, options), options -> List.of());
    }

    private static String fetch(URI address, String source) {
        try {
            URLConnection connection = address.toURL().openConnection();
            connection.setConnectTimeout(TIMEOUT_MILLIS);
            connection.setReadTimeout(TIMEOUT_MILLIS);
            try (InputStream body = connection.getInputStream()) {
                byte[] content = body.readNBytes(LONGEST + 1);
                if (content.length > LONGEST) {
                    throw ConfigReader.unreadable(source, address + " is larger than 10 MB");
                }
                return new String(content, StandardCharsets.UTF_8);
            }
        } catch (IOException | IllegalArgumentException e) {
            throw ConfigReader.unreadable(source, address + " cannot be read: " + e.getMessage());
        }
    }

    private static Project unchanged(Project project, ReadOptions options) {
        String mine = project.environment().value();
        if (options.environment().isPresent() && !options.environment().get().equals(mine)) {
            throw new IllegalStateException("the project was built for environment '" + mine + "', not '"
                    + options.environment().get() + "'");
        }
        if (!options.overrides().isEmpty()) {
            throw new IllegalStateException("overrides are merged over a file; a project that was built in code is"
                    + " changed where it is built");
        }
        return project;
    }

    ProjectSource inEnvironment(String name) {
        return with(new ReadOptions(
                Optional.of(name),
                options.variables(),
                options.overrides(),
                options.secretSources(),
                options.asksSecrets()));
    }

    ProjectSource withVariable(String name, String value) {
        Map<String, String> all = new HashMap<>(options.variables());
        all.put(name, value);
        return with(new ReadOptions(
                options.environment(), all, options.overrides(), options.secretSources(), options.asksSecrets()));
    }

    ProjectSource withOverride(String yaml) {
        List<String> all = new ArrayList<>(options.overrides());
        all.add(yaml);
        return with(new ReadOptions(
                options.environment(), options.variables(), all, options.secretSources(), options.asksSecrets()));
    }

    ProjectSource withSecrets(SecretSource source) {
        List<SecretSource> all = new ArrayList<>(options.secretSources());
        all.add(source);
        return with(new ReadOptions(
                options.environment(), options.variables(), options.overrides(), all, options.asksSecrets()));
    }

    private ProjectSource with(ReadOptions other) {
        return new ProjectSource(reading, listing, other);
    }

    @Override
    public Project get() {
        return reading.apply(options);
    }

    List<ResolvedValue> values() {
        return listing.apply(options);
    }

    /** {@return the project, with empty texts for secrets: nothing is asked for them} */
    Project withoutSecrets() {
        return reading.apply(new ReadOptions(
                options.environment(), options.variables(), options.overrides(), options.secretSources(), false));
    }
}
