package dev.nanokit.model;

/** Which database. The set may grow. */
public enum DatabaseEngine {
    /** PostgreSQL. */
    POSTGRES("postgres", "17", 5432),
    /** MySQL. */
    MYSQL("mysql", "8.4", 3306),
    /** MongoDB. */
    MONGO("mongo", "8.0", 27017),
    /** Redis. */
    REDIS("redis", "7", 6379);

    private final String id;
    private final String standardVersion;
    private final int port;

    DatabaseEngine(String id, String standardVersion, int port) {
        this.id = id;
        this.standardVersion = standardVersion;
        this.port = port;
    }

    /** {@return the word in the file} */
    public String id() {
        return id;
    }

    /** {@return the major version of this release, for a file that names none: the data stays readable by it} */
    public String standardVersion() {
        return standardVersion;
    }

    /** {@return the port that it listens on unless told otherwise} */
    public int port() {
        return port;
    }

    /** {@return whether it has users and schemas: redis has none, there a password alone is asked for, if any} */
    public boolean hasUsers() {
        return this != REDIS;
    }
}
