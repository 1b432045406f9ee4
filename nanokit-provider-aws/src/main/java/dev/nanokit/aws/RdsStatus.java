package dev.nanokit.aws;

import dev.nanokit.failure.ProviderException;
import java.util.Map;
import java.util.Set;

/**
 * What the status of an RDS instance means to one who waits,
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/accessing-monitoring.html.
 */
enum RdsStatus {
    /** It can be used and changed. */
    READY,
    /** It changes by itself. */
    ON_ITS_WAY,
    /** It is being deleted. */
    GOING,
    /** It is what it is, until somebody does something. */
    STUCK;

    /** What more storage cures. */
    static final String FULL = "storage-full";

    /** While RDS moves the blocks of larger storage, for hours, the instance serves and can be changed but for its storage. */
    private static final Set<String> SERVES = Set.of("available", "storage-optimization");

    private static final Map<String, String> ADVICE = Map.of(
            FULL,
            "it is full: raise 'storage'",
            "stopped",
            "somebody has stopped it: start it",
            "insufficient-capacity",
            "AWS has no room for this class there at present: choose another 'plan', or wait",
            "incompatible-network",
            "its subnets have no free addresses, or their names are switched off",
            "inaccessible-encryption-credentials",
            "its key is gone: restore the key in KMS",
            "inaccessible-encryption-credentials-recoverable",
            "its key is disabled: enable it in KMS, then start it");

    /** Of these RDS takes no last snapshot, https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DeleteDBInstance.html. */
    private static final Set<String> HAS_NO_SNAPSHOT = Set.of("failed", "incompatible-restore", "incompatible-network");

    static RdsStatus of(String status) {
        if (SERVES.contains(status)) {
            return READY;
        }
        if (status.equals("deleting")) {
            return GOING;
        }
        boolean isStuck = ADVICE.containsKey(status)
                || status.startsWith("incompatible-")
                || status.equals("failed")
                || status.equals("restore-error");
        return isStuck ? STUCK : ON_ITS_WAY;
    }

    static boolean hasNoSnapshot(String status) {
        return HAS_NO_SNAPSHOT.contains(status);
    }

    static ProviderException stuck(String name, String status) {
        String advice = ADVICE.getOrDefault(status, "see its events in the console of RDS");
        return new ProviderException(
                ProviderException.Kind.FAILED,
                "waited for database " + name + ", and RDS says that it is " + status + "; " + advice,
                null);
    }
}
