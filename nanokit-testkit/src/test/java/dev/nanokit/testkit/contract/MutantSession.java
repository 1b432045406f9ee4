package dev.nanokit.testkit.contract;

import dev.nanokit.model.Name;
import dev.nanokit.provider.Evidence;
import dev.nanokit.provider.GatewayManagement;
import dev.nanokit.provider.Health;
import dev.nanokit.provider.HealthMonitoring;
import dev.nanokit.provider.Inventory;
import dev.nanokit.provider.Jobs;
import dev.nanokit.provider.MembershipChange;
import dev.nanokit.provider.PlatformId;
import dev.nanokit.provider.ProviderSession;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.ResourceDiscovery;
import dev.nanokit.provider.ResourceKind;
import dev.nanokit.provider.ResourceManagement;
import dev.nanokit.provider.Scope;
import dev.nanokit.provider.ServiceOrchestration;
import dev.nanokit.provider.Surroundings;
import dev.nanokit.provider.Watched;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** What a broken provider says. */
final class MutantSession implements ProviderSession {

    private final ProviderSession session;
    private final Mutant mutant;
    private final Map<String, Resource> created;
    private boolean closed;

    MutantSession(ProviderSession session, Mutant mutant, Map<String, Resource> created) {
        this.session = session;
        this.mutant = mutant;
        this.created = created;
    }

    @Override
    public Surroundings surroundings() {
        return session.surroundings();
    }

    @Override
    public ResourceDiscovery discovery() {
        return this::discover;
    }

    private Inventory discover(Scope scope) {
        Inventory inventory = session.discovery().discover(scope);
        List<Resource> shown = new ArrayList<>();
        inventory.resources().stream()
                .filter(this::isShown)
                .map(one -> new WrongView(mutant, created).of(one))
                .forEach(shown::add);
        other(scope).ifPresent(other -> session.discovery().discover(other).resources().stream()
                .filter(one -> shown.stream().noneMatch(seen -> seen.id().equals(one.id())))
                .forEach(shown::add));
        return new Inventory(shown, inventory.members());
    }

    private boolean isShown(Resource one) {
        return switch (mutant) {
            case LOSES_A_ROUTE -> !one.slot().kind().equals(ResourceKind.ROUTE);
            case HIDES_WHAT_IS_STOPPED -> one.state() != dev.nanokit.provider.Lifecycle.STOPPED;
            default -> true;
        };
    }

    private Optional<Scope> other(Scope scope) {
        return switch (mutant) {
            case LISTS_ANOTHER_COMPONENT ->
                Optional.of(new Scope(
                        scope.project(),
                        scope.component().isPresent() ? Optional.empty() : Optional.of(Name.of("front")),
                        scope.environment()));
            case LISTS_ANOTHER_ENVIRONMENT ->
                Optional.of(new Scope(scope.project(), scope.component(), Name.of(Bench.LOCAL)));
            default -> Optional.empty();
        };
    }

    @Override
    public ServiceOrchestration services() {
        return new MutantWrites(session, session.services(), mutant, created);
    }

    @Override
    public ResourceManagement resources(ResourceKind kind) {
        ResourceManagement writes = session.resources(kind);
        return writes instanceof ServiceOrchestration all ? new MutantWrites(session, all, mutant, created) : writes;
    }

    @Override
    public HealthMonitoring health() {
        return this::look;
    }

    private Map<PlatformId, Health> look(Collection<Watched> whom) {
        Map<PlatformId, Health> answers = new HashMap<>(session.health().look(whom));
        switch (mutant) {
            case READY_TOO_EARLY ->
                answers.replaceAll((id, health) -> health instanceof Health.Starting ? new Health.Ready() : health);
            case DEAD_SHOWN_AS_STARTING ->
                answers.replaceAll(
                        (id, health) -> health instanceof Health.Dead ? new Health.Starting("soon") : health);
            case DEAD_WITHOUT_EVIDENCE ->
                answers.replaceAll((id, health) -> health instanceof Health.Dead
                        ? new Health.Dead(new Evidence("it is gone", OptionalInt.empty(), List.of()))
                        : health);
            case LOOK_LEAVES_OUT_WHO_IS_GONE -> answers.values().removeIf(Health.Dead.class::isInstance);
            default -> {}
        }
        return answers;
    }

    @Override
    public GatewayManagement gateway() {
        return (change, operation) -> session.gateway()
                .switchMembers(
                        switch (mutant) {
                            case MEMBERS_NOT_REMOVED ->
                                new MembershipChange(
                                        change.membership(), change.members(), change.entering(), List.of());
                            case MEMBERS_LEFT_OUT ->
                                new MembershipChange(
                                        change.membership(),
                                        change.members(),
                                        change.entering().stream().limit(1).toList(),
                                        change.leaving());
                            default -> change;
                        },
                        operation);
    }

    @Override
    public <T> Optional<T> capability(Class<T> type) {
        if (mutant == Mutant.DENIES_A_DUTY && type == Jobs.class) {
            return Optional.empty();
        }
        return session.capability(type).map(duty -> new MutantDuties(session, mutant, created).broken(type, duty));
    }

    @Override
    public void close() {
        if (closed && mutant == Mutant.CLOSES_ONCE_ONLY) {
            throw new IllegalStateException("closed already");
        }
        closed = true;
        session.close();
    }
}
