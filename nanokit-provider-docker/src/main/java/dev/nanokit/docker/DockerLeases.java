package dev.nanokit.docker;

import dev.nanokit.failure.ProviderException;
import dev.nanokit.provider.Leases;
import dev.nanokit.provider.ProviderContext;
import dev.nanokit.provider.Scope;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A lease is a container that is never started, under a name that follows from the scope: of all who create it one only
 * succeeds. One that has run out is deleted by its id, not by its name, so that nobody deletes what another has just
 * created. A renewal is a file that is copied into it.
 */
final class DockerLeases implements Leases {

    private static final String FILE = "/until";
    private static final int LONGEST_NAME = 63;
    private static final int DIGEST = 12;

    /** How long a name may be taken while nothing is there to look at: a lease is just coming or going. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final DockerCalls calls;
    private final SdkLeaseContainers containers;
    private final ProviderContext context;

    DockerLeases(DockerCalls calls, ProviderContext context) {
        this.calls = calls;
        this.containers = calls.leaseContainers();
        this.context = context;
    }

    @Override
    public Answer acquire(Scope scope, String holder, Duration time) {
        Held other = new Held("a run that comes and goes", context.wallClock());
        Instant last = context.now().plus(PATIENCE);
        while (context.now().isBefore(last)) {
            Instant until = context.wallClock().plus(time);
            try {
                Map<String, String> labels = new LeaseLabels(scope, holder, until).asLabels(context.labels());
                return new Granted(new Grant(scope, holder, containers.create(name(scope), labels), until));
            } catch (ProviderException e) {
                if (e.kind() != ProviderException.Kind.CONFLICT) {
                    throw e;
                }
            }
            Optional<DockerCalls.ContainerDetail> there = calls.inspect(name(scope));
            Optional<Held> held = there.flatMap(detail -> held(scope, detail));
            if (there.isPresent() && held.isPresent()) {
                other = held.get();
                if (context.wallClock().isBefore(other.until())) {
                    return other;
                }
                remove(there.get().id());
            }
        }
        return other;
    }

    /** {@return who has it, or empty if it is being given back} */
    private Optional<Held> held(Scope scope, DockerCalls.ContainerDetail there) {
        LeaseLabels labels = LeaseLabels.of(there.labels(), context.labels())
                .filter(lease -> lease.scope().equals(scope))
                .orElseThrow(() -> new ProviderException(
                        ProviderException.Kind.OWNERSHIP,
                        "container " + there.name() + " stands where the lease of " + scope
                                + " belongs, and is no lease of ours. Remove or rename it",
                        null));
        try {
            return Optional.of(new Held(labels.holder(), renewed(there.id()).orElse(labels.until())));
        } catch (ProviderException e) {
            // The engine has no other word for files of a container that it is about to remove.
            if (e.kind() == ProviderException.Kind.FAILED && isGoing(there.id())) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private boolean isGoing(String container) {
        String state =
                calls.inspect(container).map(DockerCalls.ContainerDetail::state).orElse("gone");
        return !state.equals("created");
    }

    /** {@return until when a lease was renewed; empty if it never was} */
    private Optional<Instant> renewed(String container) {
        return calls.getArchive(container, FILE).flatMap(archive -> {
            try {
                return Tar.read(archive).values().stream().findFirst().flatMap(LeaseLabels::instant);
            } catch (IOException e) {
                throw new ProviderException(ProviderException.Kind.UNAVAILABLE, "a lease cannot be read", e);
            }
        });
    }

    /**
     * A renewal counts only if it is there before the lease runs out: from that moment on somebody may have read that it
     * has, and be about to delete it.
     */
    @Override
    public Grant renew(Grant grant, Duration time) {
        Instant until = context.wallClock().plus(time);
        requireInTime(grant);
        String there = calls.inspect(name(grant.scope()))
                .map(DockerCalls.ContainerDetail::id)
                .orElse("");
        if (!there.equals(grant.token())) {
            throw lost(grant, null);
        }
        try {
            calls.putArchive(grant.token(), "/", Tar.of(Map.of(FILE, until.toString())));
        } catch (ProviderException e) {
            throw e.kind() == ProviderException.Kind.NOT_FOUND ? lost(grant, e) : e;
        }
        requireInTime(grant);
        return new Grant(grant.scope(), grant.holder(), grant.token(), until);
    }

    private void requireInTime(Grant grant) {
        if (!context.wallClock().isBefore(grant.until())) {
            throw lost(grant, null);
        }
    }

    private static ProviderException lost(Grant grant, @org.jspecify.annotations.Nullable ProviderException cause) {
        return new ProviderException(
                ProviderException.Kind.CONFLICT,
                "the lease of " + grant.scope() + " ran out at " + grant.until() + " or was taken over",
                cause);
    }

    @Override
    public void release(Grant grant) {
        remove(grant.token());
    }

    /** What somebody else is removing already is as good as gone. */
    private void remove(String container) {
        try {
            calls.remove(container, false);
        } catch (ProviderException e) {
            if (e.kind() != ProviderException.Kind.CONFLICT) {
                throw e;
            }
        }
    }

    /** The digest tells scopes apart of which the names read the same one after the other. */
    private static String name(Scope scope) {
        String words = "nk-lease-" + scope.project().inHostNames()
                + scope.component().map(id -> "-" + id.inHostNames()).orElse("") + "-"
                + scope.environment().inHostNames();
        String digest = UUID.nameUUIDFromBytes(scope.toString().getBytes(StandardCharsets.UTF_8))
                .toString()
                .replace("-", "")
                .substring(0, DIGEST);
        int room = LONGEST_NAME - DIGEST - 1;
        return words.substring(0, Math.min(words.length(), room)) + "-" + digest;
    }
}
