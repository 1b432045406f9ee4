package dev.nanokit.testkit.contract;

import dev.nanokit.testkit.FakeProvider;
import org.junit.jupiter.api.Nested;

/** The fake keeps what a provider promises, as either kind of platform. */
final class FakeContractTest {

    @Nested
    final class OfInstances extends ProviderContract {
        @Override
        protected ProviderHarness harness() {
            return new FakeHarness(FakeProvider.instances(), Ability.REVISIONS);
        }
    }

    @Nested
    final class OfServices extends ProviderContract {
        @Override
        protected ProviderHarness harness() {
            return new FakeHarness(FakeProvider.services());
        }
    }
}
