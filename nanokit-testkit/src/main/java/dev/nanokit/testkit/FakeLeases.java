package dev.nanokit.testkit;

import dev.nanokit.failure.ProviderException;
import dev.nanokit.provider.Leases;
import dev.nanokit.provider.Scope;
import dev.nanokit.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Who may change which scope of the fake platform. Thread-safe. */
final class FakeLeases {

    private final TimeSource time;
    private final Map<Scope, Leases.Grant> grants = new HashMap<>(); // guarded by this
    private int numbers; // guarded by this

    FakeLeases(TimeSource time) {
        this.time = time;
    }

    synchronized Leases.Answer acquire(Scope scope, String holder, Duration length) {
        Instant now = time.now();
        Leases.Grant held = grants.get(scope);
        if (held != null && now.isBefore(held.until())) {
            return new Leases.Held(held.holder(), held.until());
        }
        numbers++;
        Leases.Grant grant = new Leases.Grant(scope, holder, "lease-" + numbers, now.plus(length));
        grants.put(scope, grant);
        return new Leases.Granted(grant);
    }

    synchronized Leases.Grant renew(Leases.Grant grant, Duration length) {
        if (!isMine(grant)) {
            throw FakePlatform.failure(
                    ProviderException.Kind.CONFLICT, "the lease of " + grant.scope() + " is somebody else's");
        }
        Leases.Grant longer = new Leases.Grant(
                grant.scope(), grant.holder(), grant.token(), time.now().plus(length));
        grants.put(grant.scope(), longer);
        return longer;
    }

    synchronized void release(Leases.Grant grant) {
        if (isMine(grant)) {
            grants.remove(grant.scope());
        }
    }

    /** {@return how many are held and have not run out} */
    synchronized int held() {
        Instant now = time.now();
        return (int) grants.values().stream()
                .filter(grant -> now.isBefore(grant.until()))
                .count();
    }

    private boolean isMine(Leases.Grant grant) {
        Leases.Grant held = grants.get(grant.scope());
        return held != null && held.token().equals(grant.token());
    }
}
