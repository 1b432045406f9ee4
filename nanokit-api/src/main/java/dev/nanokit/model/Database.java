package dev.nanokit.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A declared database. Immutable and thread-safe; equality is by content, positions aside.
 *
 * @param name its name under {@code databases}
 * @param engine which engine
 * @param version major version, for instance {@code 16}
 * @param plan the platform's name for how large a managed one is; empty for the platform's own
 * @param storage how much a managed one holds; empty for the platform's own
 * @param env the engine's own variables, in file order; these win over what Nanokit sets
 * @param rootPassword the password
 * @param branching copies for branches
 * @param positions where it stands in the file
 */
public record Database(
        Name name,
        DatabaseEngine engine,
        String version,
        Optional<String> plan,
        Optional<MemorySize> storage,
        Map<String, String> env,
        SecretValue rootPassword,
        Branching branching,
        Positions positions) {

    /** Checks and copies the components. */
    public Database {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(engine, "engine");
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(plan, "plan");
        Objects.requireNonNull(storage, "storage");
        env = Collections.unmodifiableMap(new LinkedHashMap<>(env));
        Objects.requireNonNull(rootPassword, "rootPassword");
        Objects.requireNonNull(branching, "branching");
        Objects.requireNonNull(positions, "positions");
    }

    /**
     * Gives a database with a version and a password, everything else as usual.
     *
     * @param name its name
     * @param engine which engine
     * @param rootPassword the password
     * @return the database, as built in code
     */
    public static Database of(Name name, DatabaseEngine engine, SecretValue rootPassword) {
        return new Database(
                name,
                engine,
                engine.standardVersion(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                rootPassword,
                Branching.none(),
                Positions.inCode());
    }

    /**
     * Replaces the version.
     *
     * @param value the major version
     * @return a copy
     */
    public Database withVersion(String value) {
        return new Database(name, engine, value, plan, storage, env, rootPassword, branching, positions);
    }

    /** {@return the name of the user: {@code POSTGRES_USER} of {@link #env}, else {@code nanokit}} */
    public String user() {
        return env.getOrDefault("POSTGRES_USER", "nanokit");
    }

    /** {@return the name of the schema: {@code POSTGRES_DB} of {@link #env}, else the database's name with underscores} */
    public String schema() {
        return env.getOrDefault("POSTGRES_DB", name.inHostNames().replace('-', '_'));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Database database && content().equals(database.content());
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, engine);
    }

    private List<Object> content() {
        return List.of(name, engine, version, plan, storage, env, rootPassword, branching);
    }
}
