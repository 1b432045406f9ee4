package dev.nanokit.model;

/** Which database. The set may grow. */
public enum DatabaseEngine {
    /** PostgreSQL. */
    POSTGRES("postgres", "17"),
    /** MySQL. */
    MYSQL("mysql", "8.4"),
    /** MongoDB. */
    MONGO("mongo", "8.0"),
    /** Redis. */
    REDIS("redis", "7");

    private final String id;
    private final String standardVersion;

    DatabaseEngine(String id, String standardVersion) {
        this.id = id;
        this.standardVersion = standardVersion;
    }

    /** {@return the word in the file} */
    public String id() {
        return id;
    }

    /** {@return the major version of this release, for a file that names none: the data stays readable by it} */
    public String standardVersion() {
        return standardVersion;
    }
}
