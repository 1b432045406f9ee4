package dev.nanokit.provider;

import dev.nanokit.model.DatabaseEngine;
import dev.nanokit.model.MemorySize;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The typed view of the fields that {@link StandardDesign} gives to a database that the platform runs: a provider's
 * translator reads this rather than field names. Immutable and thread-safe; its text form shows no secrets.
 *
 * <p>What is made of it has the facts {@value #ADDRESS_FACT} and, where {@link #passwordKept} is set,
 * {@value #PASSWORD_FACT}, see {@link Resource#facts()}.
 *
 * @param engine which engine, one of {@link PlatformTraits#managedEngines()}
 * @param version its major version
 * @param user the user to make; empty text for an engine without users
 * @param schema the schema to make; empty text for an engine without users
 * @param storage how much it holds; empty for the platform's own choice
 * @param plan the platform's name for how large it is; empty for the platform's own choice
 * @param password the password of the user; empty if the platform keeps it, or if there is none
 * @param passwordKept whether the platform makes and keeps the password, see {@link Feature#MANAGED_PASSWORDS}
 * @param env the engine's own variables, as the file gives them
 */
public record ManagedDatabase(
        DatabaseEngine engine,
        String version,
        String user,
        String schema,
        Optional<MemorySize> storage,
        Optional<String> plan,
        Optional<Resolved> password,
        boolean passwordKept,
        SortedMap<String, Resolved> env) {

    /** The fact that says where it is reached: {@code host:port}. */
    public static final String ADDRESS_FACT = "address";

    /**
     * The fact that says where the platform keeps the password: in the form in which what runs there is given a secret,
     * so that the provider can hand it on. Never the password itself: facts may be seen.
     */
    public static final String PASSWORD_FACT = "password";

    static final String ENGINE = "engine";
    static final String VERSION = "version";
    static final String USER = "user";
    static final String SCHEMA = "schema";
    static final String STORAGE = "storage";
    static final String PLAN = "plan";
    static final String PASSWORD = "password";
    static final String PASSWORD_KEPT = "password-kept";

    /** Checks and copies the components. */
    public ManagedDatabase {
        Objects.requireNonNull(engine, "engine");
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(schema, "schema");
        Objects.requireNonNull(storage, "storage");
        Objects.requireNonNull(plan, "plan");
        Objects.requireNonNull(password, "password");
        env = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(env));
    }

    /**
     * Reads the fields.
     *
     * @param values a spec's fields with secrets filled in, see {@link Wanted#values()}
     * @return the typed view
     * @throws IllegalArgumentException if they are not those of a database
     */
    public static ManagedDatabase of(SortedMap<String, Resolved> values) {
        SortedMap<String, Resolved> env = new TreeMap<>();
        for (Map.Entry<String, Resolved> field : values.entrySet()) {
            if (field.getKey().startsWith(Workload.ENV)) {
                env.put(field.getKey().substring(Workload.ENV.length()), field.getValue());
            }
        }
        return new ManagedDatabase(
                engine(Workload.text(values, ENGINE).orElse("")),
                Workload.text(values, VERSION).orElse(""),
                Workload.text(values, USER).orElse(""),
                Workload.text(values, SCHEMA).orElse(""),
                Workload.text(values, STORAGE).map(bytes -> new MemorySize(Long.parseLong(bytes))),
                Workload.text(values, PLAN),
                Optional.ofNullable(values.get(PASSWORD)),
                Workload.text(values, PASSWORD_KEPT).isPresent(),
                env);
    }

    private static DatabaseEngine engine(String id) {
        return Arrays.stream(DatabaseEngine.values())
                .filter(engine -> engine.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no database has the engine '" + id + "'"));
    }
}
