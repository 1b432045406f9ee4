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

    /**
     * The password of a database that none is given for. It is documented, so everybody knows it: good enough in the
     * environment {@code local}, and refused elsewhere.
     */
    public static final SecretValue PUBLIC_PASSWORD = SecretValue.of("nanokit-safe-password");

    private static final String STANDARD_USER = "nanokit";

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

    /**
     * Tells whether somebody chose the password: in the file, in a source of secrets, or in code.
     *
     * @return false if it is {@link #PUBLIC_PASSWORD}, which stands for none
     */
    public boolean hasOwnPassword() {
        return !rootPassword.equals(PUBLIC_PASSWORD);
    }

    /**
     * Gives the name of the user.
     *
     * @return what {@link #env} says in the engine's own variable ({@code POSTGRES_USER}, {@code MYSQL_USER},
     *     {@code MONGO_INITDB_ROOT_USERNAME}), else {@code nanokit}; empty text for an engine without users
     */
    public String user() {
        return switch (engine) {
            case POSTGRES -> env.getOrDefault("POSTGRES_USER", STANDARD_USER);
            case MYSQL -> env.getOrDefault("MYSQL_USER", STANDARD_USER);
            case MONGO -> env.getOrDefault("MONGO_INITDB_ROOT_USERNAME", STANDARD_USER);
            case REDIS -> "";
        };
    }

    /**
     * Gives the name of the schema.
     *
     * @return what {@link #env} says in the engine's own variable ({@code POSTGRES_DB}, {@code MYSQL_DATABASE},
     *     {@code MONGO_INITDB_DATABASE}), else the database's name with underscores; empty text for an engine without
     *     schemas
     */
    public String schema() {
        String standard = name.inHostNames().replace('-', '_');
        return switch (engine) {
            case POSTGRES -> env.getOrDefault("POSTGRES_DB", standard);
            case MYSQL -> env.getOrDefault("MYSQL_DATABASE", standard);
            case MONGO -> env.getOrDefault("MONGO_INITDB_DATABASE", standard);
            case REDIS -> "";
        };
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
