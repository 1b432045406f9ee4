package dev.nanokit.provider;

import dev.nanokit.model.Database;
import dev.nanokit.model.DatabaseEngine;
import dev.nanokit.model.Project;
import dev.nanokit.model.SecretValue;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a service is told of a database that it depends on. */
final class DatabaseVariables {

    private final Project project;
    private final PlatformTraits platform;

    DatabaseVariables(Project project, PlatformTraits platform) {
        this.project = project;
        this.platform = platform;
    }

    Map<String, Value> of(Database database) {
        String prefix = database.name().inVariables();
        Map<String, Value> variables = new LinkedHashMap<>();
        variables.put(prefix + "_URL", url(database));
        if (database.engine().hasUsers()) {
            variables.put(prefix + "_USER", Value.of(database.user()));
        }
        switch (PasswordSource.of(database, platform)) {
            case FILE -> variables.put(prefix + "_PASSWORD", new Value.Secret(database.rootPassword()));
            case PLATFORM ->
                variables.put(
                        prefix + "_PASSWORD",
                        new Value.Reference(ManagedDatabaseSpec.slot(database), ManagedDatabase.PASSWORD_FACT));
            case NONE -> {}
        }
        variables.put("NANOKIT_ADDRESS_" + prefix, address(database));
        return variables;
    }

    /** A password that may rotate is no part of it: a URL is read once, and would be wrong from then on. */
    Value url(Database database) {
        List<Value> parts = new ArrayList<>();
        String begin = scheme(database.engine()) + "://" + encode(database.user());
        switch (PasswordSource.of(database, platform)) {
            case FILE -> {
                parts.add(Value.of(begin + ":"));
                parts.add(new Value.Secret(
                        SecretValue.of(encode(database.rootPassword().reveal()))));
                parts.add(Value.of("@"));
            }
            case PLATFORM -> parts.add(Value.of(begin + "@"));
            case NONE -> parts.add(Value.of(begin));
        }
        parts.add(address(database));
        if (database.engine().hasUsers()) {
            parts.add(Value.of("/" + encode(database.schema()) + options(database.engine())));
        }
        return new Value.Composed(parts);
    }

    private Value address(Database database) {
        return platform.databases() == PlatformTraits.Databases.MANAGED
                ? new Value.Reference(ManagedDatabaseSpec.slot(database), ManagedDatabase.ADDRESS_FACT)
                : Value.of(platform.internalAddress().apply(project, database.name()));
    }

    private static String scheme(DatabaseEngine engine) {
        return switch (engine) {
            case POSTGRES -> "postgres";
            case MYSQL -> "mysql";
            case MONGO -> "mongodb";
            case REDIS -> "redis";
        };
    }

    /** The first user of a MongoDB stands in its schema admin, and is looked for in the one of the URL otherwise. */
    private static String options(DatabaseEngine engine) {
        return engine == DatabaseEngine.MONGO ? "?authSource=admin" : "";
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
