package dev.nanokit.aws;

import dev.nanokit.model.DatabaseEngine;

/** Where the engines listen. */
final class DatabasePlace {

    private DatabasePlace() {}

    static int port(DatabaseEngine engine) {
        return switch (engine) {
            case POSTGRES -> 5432;
            case MYSQL -> 3306;
            case REDIS -> 6379;
            case MONGO -> 27017;
            default -> throw new IllegalArgumentException("AWS runs no " + engine.id());
        };
    }
}
