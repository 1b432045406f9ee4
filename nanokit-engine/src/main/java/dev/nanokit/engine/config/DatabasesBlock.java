package dev.nanokit.engine.config;

import dev.nanokit.model.Database;
import dev.nanokit.model.DatabaseEngine;
import dev.nanokit.model.Name;
import dev.nanokit.model.SecretValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code databases}. */
final class DatabasesBlock implements Block {

    /** The major version of this release; a file that names none keeps its data readable by it. */
    private static final String DEFAULT_VERSION = "17";

    /** Documented by the format and known to everybody: fit for nothing but a laptop. */
    private static final String PUBLIC_PASSWORD = "nanokit-safe-password";

    private static final List<String> ENGINES = List.of("postgres", "mysql", "mongo", "redis", "neon", "turso");

    @Override
    public void read(Keys file, Draft draft) {
        file.named("databases").forEach((name, keys) -> read(name, keys, draft));
    }

    private static void read(Name name, Keys keys, Draft draft) {
        Optional<String> engine = keys.text("engine");
        engine.filter(id -> !id.equals("postgres")).ifPresent(id -> refuse(keys, id));
        if (engine.isEmpty()) {
            keys.problem("spec.missing", "engine", "database '" + name + "' needs an engine, for instance postgres");
        }
        String version = keys.parsed("version", DatabasesBlock::version).orElse(DEFAULT_VERSION);
        Map<String, String> env = new LinkedHashMap<>(keys.textMap("env"));
        Optional<String> password =
                Optional.ofNullable(env.remove("POSTGRES_PASSWORD")).or(() -> keys.text("rootPassword"));
        keys.text("rootPassword")
                .filter(text -> text.startsWith("vault://") || text.startsWith("env://"))
                .ifPresent(text -> keys.problem(
                        "spec.not-supported",
                        "rootPassword",
                        "vault:// and env:// are not supported by this version; write ${VARIABLE}"));
        keys.notYet("plan", "storage", "branching");
        keys.end();
        boolean local = draft.environment().value().equals(Environments.DEFAULT);
        if (password.isEmpty() && !local) {
            keys.problem(
                    "spec.missing",
                    "rootPassword",
                    "database '" + name
                            + "' needs a rootPassword outside the environment local, for instance ${DB_PASSWORD}");
        }
        draft.project()
                .database(new Database(
                        name,
                        DatabaseEngine.POSTGRES,
                        version,
                        env,
                        SecretValue.of(password.orElse(PUBLIC_PASSWORD)),
                        keys.positions()));
    }

    private static void refuse(Keys keys, String engine) {
        if (ENGINES.contains(engine)) {
            keys.problem(
                    "spec.not-supported",
                    "engine",
                    "engine '" + engine + "' is not supported by this version; postgres is");
        } else {
            keys.problem("spec.value", "engine", "found '" + engine + "', expected one of " + ENGINES);
        }
    }

    private static String version(String text) {
        if (!text.matches("\\d{1,3}(\\.\\d{1,3})?")) {
            throw new IllegalArgumentException("found '" + text + "', expected a version, for instance \"16\"");
        }
        return text;
    }
}
