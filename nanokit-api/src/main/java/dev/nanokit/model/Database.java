package dev.nanokit.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A declared database. Immutable and thread-safe; equality is by identity of its secret, so two databases are equal
 * only if they share it.
 *
 * @param name its name under {@code databases}
 * @param engine which engine
 * @param version major version, for instance {@code 16}
 * @param env the engine's own variables, in file order; these win over what Nanokit sets
 * @param rootPassword the password
 * @param positions where it stands in the file
 */
public record Database(
        Name name,
        DatabaseEngine engine,
        String version,
        Map<String, String> env,
        SecretValue rootPassword,
        Positions positions) {

    /** Checks and copies the components. */
    public Database {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(engine, "engine");
        Objects.requireNonNull(version, "version");
        env = Collections.unmodifiableMap(new LinkedHashMap<>(env));
        Objects.requireNonNull(rootPassword, "rootPassword");
        Objects.requireNonNull(positions, "positions");
    }

    /** {@return the name of the user: {@code POSTGRES_USER} of {@link #env}, else {@code nanokit}} */
    public String user() {
        return env.getOrDefault("POSTGRES_USER", "nanokit");
    }

    /** {@return the name of the schema: {@code POSTGRES_DB} of {@link #env}, else the database's name with underscores} */
    public String schema() {
        return env.getOrDefault("POSTGRES_DB", name.inHostNames().replace('-', '_'));
    }
}
