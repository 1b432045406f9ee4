package dev.nanokit.testkit.contract;

import dev.nanokit.model.Name;
import dev.nanokit.provider.Fingerprint;
import dev.nanokit.provider.Labelled;
import dev.nanokit.provider.Lifecycle;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.ResourceBuilder;
import dev.nanokit.provider.ResourceKind;
import dev.nanokit.provider.Scope;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Shows a thing wrongly. */
record WrongView(Mutant mutant, Map<String, Resource> created) {

    Resource of(Resource one) {
        Resource made = created.getOrDefault(one.id().value(), one);
        boolean isFailedJob = one.slot().kind().equals(ResourceKind.JOB) && one.state() == Lifecycle.ENDED;
        Optional<Fingerprint> recorded =
                mutant == Mutant.FAILED_JOB_COUNTS_AS_DONE && isFailedJob ? made.recorded() : one.recorded();
        Labelled labels = new Labelled(
                new Scope(Name.of("any"), Optional.empty(), Name.of("any")),
                one.slot(),
                one.edition(),
                recorded,
                mutant == Mutant.FORGETS_BOUND ? Map.of() : one.bound(),
                mutant == Mutant.FORGETS_CLAIMS ? Set.of() : one.claims(),
                mutant == Mutant.WRONG_TIER ? one.tier() + 1 : one.tier(),
                mutant == Mutant.FORGETS_TRAITS ? Set.of() : one.traits(),
                mutant == Mutant.FORGETS_PRESTOP ? List.of() : one.prestop());
        boolean isNewJob = one.slot().kind().equals(ResourceKind.JOB) && one.state() == Lifecycle.CREATED;
        Lifecycle state = mutant == Mutant.ENDED_SHOWN_AS_STOPPED && one.state() == Lifecycle.ENDED
                ? Lifecycle.STOPPED
                : mutant == Mutant.JOB_SHOWN_RUNNING_AT_ONCE && isNewJob ? Lifecycle.RUNNING : one.state();
        ResourceBuilder view = Resource.builder(one.id(), labels)
                .name(one.name())
                .state(state)
                .usedByOthers(mutant != Mutant.GATEWAY_OF_ONE_SCOPE && one.usedByOthers());
        one.facts().forEach(view::fact);
        return view.build();
    }
}
