package dev.nanokit.engine.config;

import dev.nanokit.model.Branching;
import dev.nanokit.model.Database;
import dev.nanokit.model.DatabaseEngine;
import dev.nanokit.model.MemorySize;
import dev.nanokit.model.Name;
import dev.nanokit.model.SecretValue;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code databases}. */
final class DatabasesBlock implements Block {

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
        SecretValue password = password(name, known, keys, env, draft);
        Branching branching = BranchingReader.read(keys);
        keys.end();
        draft.project()
                .database(
                        new Database(name, known, version, plan, storage, env, password, branching, keys.positions()));
    }

    /** None that is given is not an error here: what it means elsewhere than in local is the platform's to say. */
    private static SecretValue password(
            Name name, DatabaseEngine engine, Keys keys, Map<String, String> env, Draft draft) {
        List<String> inEnv = passwordVariables(engine).stream()
                .flatMap(variable -> Stream.ofNullable(env.remove(variable)))
                .distinct()
                .toList();
        Optional<String> text = keys.text("rootPassword");
        if (inEnv.size() > 1) {
            keys.problem(
                    "spec.value",
                    "env",
                    "database '" + name + "' has one password: " + String.join(" and ", passwordVariables(engine))
                            + " differ");
        }
        if (!inEnv.isEmpty()) {
            return SecretValue.of(inEnv.get(0));
        }
        if (text.isPresent()) {
            return draft.secrets().isReference(text.get())
                    ? draft.secrets().resolve(text.get(), keys.at("rootPassword"), keys.path("rootPassword"))
                    : SecretValue.of(text.get());
        }
        return draft.secrets()
                .ofDatabase(draft.name(), draft.environment(), name, keys)
                .orElse(Database.PUBLIC_PASSWORD);
    }

    /** {@return the engine's own variables for a password, none of which may stay among the plain ones} */
    private static List<String> passwordVariables(DatabaseEngine engine) {
        return switch (engine) {
            case POSTGRES -> List.of("POSTGRES_PASSWORD");
            case MYSQL -> List.of("MYSQL_PASSWORD", "MYSQL_ROOT_PASSWORD");
            case MONGO -> List.of("MONGO_INITDB_ROOT_PASSWORD");
            case REDIS -> List.of("REDIS_PASSWORD");
        };
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
