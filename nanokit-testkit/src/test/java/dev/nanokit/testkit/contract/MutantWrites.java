package dev.nanokit.testkit.contract;

import dev.nanokit.failure.ProviderException;
import dev.nanokit.provider.Lifecycle;
import dev.nanokit.provider.Operation;
import dev.nanokit.provider.ProviderSession;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.ServiceOrchestration;
import dev.nanokit.provider.Trait;
import dev.nanokit.provider.Wanted;
import java.util.Map;

/** What a broken provider writes. */
final class MutantWrites implements ServiceOrchestration {

    private final ProviderSession session;
    private final ServiceOrchestration writes;
    private final Mutant mutant;
    private final Map<String, Resource> created;

    MutantWrites(ProviderSession session, ServiceOrchestration writes, Mutant mutant, Map<String, Resource> created) {
        this.session = session;
        this.writes = writes;
        this.mutant = mutant;
        this.created = created;
    }

    @Override
    public Resource create(Wanted wanted, Operation operation) {
        try {
            Resource made = writes.create(name(wanted), operation);
            created.put(made.id().value(), made);
            return new WrongView(mutant, created).of(made);
        } catch (ProviderException e) {
            boolean isTaken = (mutant == Mutant.IGNORES_FINGERPRINTS && e.kind() == ProviderException.Kind.CONFLICT)
                    || (mutant == Mutant.TAKES_FOREIGN_NAMES && e.kind() == ProviderException.Kind.OWNERSHIP);
            return created.values().stream()
                    .filter(one -> isTaken && one.name().equals(wanted.name()))
                    .findFirst()
                    .orElseThrow(() -> e);
        }
    }

    private Wanted name(Wanted wanted) {
        boolean isThere = created.values().stream().anyMatch(one -> one.name().equals(wanted.name()));
        boolean isShared = wanted.spec().traits().contains(Trait.SHARED);
        if (mutant == Mutant.CREATES_TWICE_ON_RETRY && isThere && !isShared) {
            return Draft.named(wanted, wanted.name() + "-" + created.size());
        }
        return mutant == Mutant.NAME_WITHOUT_EDITION && !isShared
                ? Draft.named(wanted, wanted.name().replace(wanted.edition(), ""))
                : wanted;
    }

    @Override
    public Resource update(Resource found, Wanted wanted, Operation operation) {
        if (mutant == Mutant.UPDATE_KEEPS_OLD_FINGERPRINT) {
            return writes.update(found, Draft.ofFingerprint(wanted, found.recorded()), operation);
        }
        if (mutant == Mutant.UPDATE_IS_A_REPLACEMENT) {
            writes.delete(found, operation);
            return writes.create(wanted, operation);
        }
        return writes.update(found, wanted, operation);
    }

    @Override
    public void delete(Resource found, Operation operation) {
        Resource known = created.get(found.id().value());
        boolean isGone = known != null
                && session.health().look(java.util.List.of(watched(known))).values().stream()
                        .anyMatch(health -> health instanceof dev.nanokit.provider.Health.Dead dead
                                && dead.evidence().why().contains("gone"));
        if (mutant == Mutant.DELETE_OF_GONE_FAILS && isGone) {
            throw new ProviderException(ProviderException.Kind.NOT_FOUND, found.name() + " is gone", null);
        }
        if (mutant == Mutant.DELETE_IS_NOTHING) {
            return;
        }
        writes.delete(mutant == Mutant.DELETES_FOREIGN_THINGS && known != null ? known : found, operation);
    }

    private static dev.nanokit.provider.Watched watched(Resource known) {
        return new dev.nanokit.provider.Watched(
                known, dev.nanokit.model.HealthCheck.of(new dev.nanokit.model.Probe.Disabled()));
    }

    @Override
    public Resource start(Resource found, Operation operation) {
        return mutant == Mutant.START_IS_NOTHING && found.state() != Lifecycle.RUNNING
                ? found
                : writes.start(found, operation);
    }

    @Override
    public void stop(Resource found, Operation operation) {
        if (mutant == Mutant.STOP_IS_NOTHING) {
            return;
        }
        writes.stop(found, operation);
        if (mutant == Mutant.STOP_DELETES) {
            writes.delete(found, operation);
        }
    }
}
