package dev.nanokit.provider;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * What sort of thing a resource is. Providers may have kinds of their own. Immutable and thread-safe.
 *
 * @param id short lower-case word, for instance {@code instance}
 */
public record ResourceKind(String id) implements Comparable<ResourceKind> {

    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]*");

    /** One running copy of a service, on platforms that run instances. */
    public static final ResourceKind INSTANCE = new ResourceKind("instance");

    /** A whole service, on platforms that run services and roll them by themselves. */
    public static final ResourceKind SERVICE = new ResourceKind("service");

    /** Storage that outlives instances. */
    public static final ResourceKind VOLUME = new ResourceKind("volume");

    /** A database that the platform runs, see {@link ManagedDatabase}. */
    public static final ResourceKind DATABASE = new ResourceKind("database");

    /** An image that is built, see {@link ImageBuild}. */
    public static final ResourceKind IMAGE = new ResourceKind("image");

    /** A private network. */
    public static final ResourceKind NETWORK = new ResourceKind("network");

    /** What answers for the hosts. */
    public static final ResourceKind GATEWAY = new ResourceKind("gateway");

    /** The public address of a service: a rule of the gateway, known before any instance is. */
    public static final ResourceKind ROUTE = new ResourceKind("route");

    /**
     * A command that is run to its end, see {@link Jobs}. What stands in the slot is its record: one that has ended
     * without success has no fingerprint.
     */
    public static final ResourceKind JOB = new ResourceKind("job");

    /** A command that the platform runs at set times, see {@link Timetable}. */
    public static final ResourceKind CRON = new ResourceKind("cron");

    /** Not a resource: the kind of the slots that name a service's membership, see {@link Unit#membership()}. */
    public static final ResourceKind MEMBERS = new ResourceKind("members");

    /** Checks the component. */
    public ResourceKind {
        Objects.requireNonNull(id, "id");
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("a kind is lower-case letters, digits and dashes, got '" + id + "'");
        }
    }

    /** {@return whether things of this kind run, so that they are started, stopped and awaited} */
    public boolean runs() {
        return equals(INSTANCE) || equals(SERVICE);
    }

    @Override
    public int compareTo(ResourceKind other) {
        return id.compareTo(other.id);
    }

    /** {@return the id} */
    @Override
    public String toString() {
        return id;
    }
}
