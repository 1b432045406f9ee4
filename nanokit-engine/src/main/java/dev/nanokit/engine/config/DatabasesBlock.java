package dev.nanokit.engine.config;

import dev.nanokit.model.Branching;
import dev.nanokit.model.Database;
import dev.nanokit.model.DatabaseEngine;
import dev.nanokit.model.MemorySize;
import dev.nanokit.model.Name;
import dev.nanokit.model.SecretValue;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** {@code databases}. */
final class DatabasesBlock implements Block {

    /** Documented by the format and known to everybody: fit for nothing but a laptop. */
    private static final String PUBLIC_PASSWORD = "nanokit-safe-password";

    @Override
    public void read(Keys file, Draft draft) {
        file.named("databases").forEach((name, keys) -> read(name, keys, draft));
    }

    private static void read(Name name, Keys keys, Draft draft) {
        Optional<DatabaseEngine> engine = keys.parsed("engine", DatabasesBlock::engine);
        if (keys.node("engine").isEmpty()) {
            keys.problem("spec.missing", "engine", "database '" + name + "' needs an engine, for instance postgres");
        }
        DatabaseEngine known = engine.orElse(DatabaseEngine.POSTGRES);
        String version = keys.parsed("version", DatabasesBlock::version).orElse(known.standardVersion());
        Optional<String> plan = keys.text("plan");
        Optional<MemorySize> storage = keys.parsed("storage", MemorySize::parse);
        Map<String, String> env = new LinkedHashMap<>(keys.textMap("env"));
        SecretValue password = password(name, keys, env, draft);
        Branching branching = BranchingReader.read(keys);
        keys.end();
        draft.project()
                .database(
                        new Database(name, known, version, plan, storage, env, password, branching, keys.positions()));
    }

    private static SecretValue password(Name name, Keys keys, Map<String, String> env, Draft draft) {
        Optional<String> inEnv = Optional.ofNullable(env.remove("POSTGRES_PASSWORD"));
        Optional<String> text = keys.text("rootPassword");
        if (inEnv.isPresent()) {
            return SecretValue.of(inEnv.get());
        }
        if (text.isPresent()) {
            return draft.secrets().isReference(text.get())
                    ? draft.secrets().resolve(text.get(), keys.at("rootPassword"), keys.path("rootPassword"))
                    : SecretValue.of(text.get());
        }
        Optional<SecretValue> documented = draft.secrets().ofDatabase(draft.name(), draft.environment(), name, keys);
        if (documented.isPresent()) {
            return documented.get();
        }
        if (!draft.environment().value().equals(Environments.DEFAULT)) {
            keys.problem(
                    "spec.missing",
                    "rootPassword",
                    "database '" + name
                            + "' needs a rootPassword outside the environment local, for instance ${DB_PASSWORD}");
        }
        return SecretValue.of(PUBLIC_PASSWORD);
    }

    private static DatabaseEngine engine(String text) {
        if (text.equals("neon") || text.equals("turso")) {
            throw new IllegalArgumentException("engine '" + text + "' needs a provider that offers it, and none does");
        }
        return Arrays.stream(DatabaseEngine.values())
                .filter(engine -> engine.id().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "found '" + text + "', expected one of postgres, mysql, mongo, redis, neon, turso"));
    }

    private static String version(String text) {
        if (!text.matches("\\d{1,3}(\\.\\d{1,3})?")) {
            throw new IllegalArgumentException("found '" + text + "', expected a version, for instance \"16\"");
        }
        return text;
    }
}
