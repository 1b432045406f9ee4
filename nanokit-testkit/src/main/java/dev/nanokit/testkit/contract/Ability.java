package dev.nanokit.testkit.contract;

/** What a platform may lack. The contract checks that what is said to be lacking is refused. The set may grow. */
public enum Ability {
    /** It has databases. */
    DATABASES,
    /** It has volumes. */
    VOLUMES,
    /** It has routes: hosts that lead to services. */
    ROUTES,
    /** It runs jobs, see {@link dev.nanokit.provider.Jobs}. */
    JOBS,
    /** It runs commands in what runs, see {@link dev.nanokit.provider.Programs}. */
    PROGRAMS,
    /** It gives logs, see {@link dev.nanokit.provider.Logs}. */
    LOGS,
    /** It grants leases, see {@link dev.nanokit.provider.Leases}. */
    LEASES,
    /** It tells which scopes there are, see {@link dev.nanokit.provider.Scopes}. */
    SCOPES,
    /** It tells the settings that things really have, see {@link dev.nanokit.provider.LiveSettings}. */
    LIVE_SETTINGS,
    /** It puts a service back to a version before, see {@link dev.nanokit.provider.Revisions}. */
    REVISIONS
}
