package org.example.embedded;

import dev.nanokit.provider.Provider;
import dev.nanokit.provider.ResourceKind;
import dev.nanokit.testkit.contract.Ability;
import dev.nanokit.testkit.contract.ProviderContract;
import dev.nanokit.testkit.contract.ProviderHarness;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The provider keeps what a provider promises. */
final class EmbeddedContractTest extends ProviderContract {

    @Override
    protected ProviderHarness harness() {
        return new EmbeddedHarness("c" + UUID.randomUUID().toString().substring(0, 8));
    }

    private record EmbeddedHarness(String project) implements ProviderHarness {

        @Override
        public Provider provider() {
            return new EmbeddedProvider();
        }

        @Override
        public Set<Ability> lacks() {
            return EnumSet.complementOf(EnumSet.of(Ability.LOGS));
        }

        @Override
        public String image() {
            return "none";
        }

        @Override
        public String page(String text) {
            return "image: none\nstart: [say, " + text + "]";
        }

        @Override
        public String idle(String... lines) {
            return "image: none\nstart: [idle" + (lines.length == 0 ? "" : ", " + String.join(", ", lines)) + "]";
        }

        @Override
        public String exits(int exitCode, String line) {
            return "image: none\nstart: [exit, '" + exitCode + "', '" + line + "']";
        }

        @Override
        public Optional<Runnable> foreign(ResourceKind kind, String name) {
            Program theirs = new Program(name, Map.of(), List.of("idle"), 0);
            EmbeddedProvider.platform().add(theirs);
            return Optional.of(() -> EmbeddedProvider.platform().remove(theirs));
        }
    }
}
