package dev.nanokit.provider;

/**
 * What a platform may do beyond what every one does, most of it because a file asks for it. What a platform does not carry out is refused when a plan is
 * made, with its place in the file: better no deployment than half a one. The set may grow.
 */
public enum Feature {
    /** {@code build}: images are built. */
    BUILD,
    /** {@code path}: a local folder is seen by the service. */
    PATH,
    /** {@code provisioning.install}: a command prepares a service once. */
    INSTALL,
    /** {@code hooks}: commands around the life of a service. */
    HOOKS,
    /** {@code scale}: the platform chooses the number of instances. */
    SCALE,
    /** {@code networks}: other networks than the default one. */
    NETWORKS,
    /** {@code type}, {@code size}, {@code performance} and {@code bucket} of volumes. */
    VOLUME_TYPES,
    /** {@code plan} and {@code storage} of databases. */
    DATABASE_PLANS,
    /**
     * The platform makes and keeps the passwords of databases that none is given for. It is no key of the file: where a
     * platform lacks it, such a database has the public password in the environment {@code local}, and is refused in
     * others.
     */
    MANAGED_PASSWORDS,
    /** {@code branching} of databases. */
    DATABASE_BRANCHES,
    /** {@code cron}: jobs at set times. */
    CRON,
    /** {@code deploy}: the project is brought to a server. */
    DEPLOY
}
