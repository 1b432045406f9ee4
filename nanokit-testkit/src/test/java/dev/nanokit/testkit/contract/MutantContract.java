package dev.nanokit.testkit.contract;

import dev.nanokit.testkit.FakeProvider;
import org.junit.jupiter.api.extension.ExtendWith;

/** The contract of a broken provider; run by {@link MutationTest} only, and not by its name. */
@ExtendWith(OneMutant.class)
final class MutantContract extends ProviderContract {

    private final Mutant mutant;

    MutantContract(Mutant mutant) {
        this.mutant = mutant;
    }

    @Override
    protected ProviderHarness harness() {
        FakeProvider fake = mutant.isOfServices() ? FakeProvider.services() : FakeProvider.instances();
        Ability[] lacks = mutant.isOfServices() ? new Ability[0] : new Ability[] {Ability.REVISIONS};
        return new FakeHarness(fake, new MutantProvider(fake, mutant), lacks);
    }
}
