package dev.nanokit.sample.process;

import dev.nanokit.provider.Provider;
import dev.nanokit.provider.ResourceKind;
import dev.nanokit.testkit.contract.Ability;
import dev.nanokit.testkit.contract.ProviderContract;
import dev.nanokit.testkit.contract.ProviderHarness;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;

/** Processes keep what a provider promises. */
final class ProcessContractTest extends ProviderContract {

    @TempDir
    Path folder;

    @Override
    protected ProviderHarness harness() {
        return new ProcessHarness(folder);
    }

    private record ProcessHarness(Path folder) implements ProviderHarness {

        @Override
        public Provider provider() {
            return new ProcessProvider();
        }

        @Override
        public String project() {
            return "contract";
        }

        @Override
        public String infra() {
            return "{ folder: '" + folder + "' }";
        }

        @Override
        public String image() {
            return "none";
        }

        @Override
        public String page(String text) {
            return "image: none\nstart: " + Playground.page(text);
        }

        @Override
        public Optional<Runnable> foreign(ResourceKind kind, String name) {
            Path file = folder.resolve(name + Registry.SUFFIX);
            try {
                Files.writeString(file, "made=by somebody else");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return Optional.of(() -> file.toFile().delete());
        }

        @Override
        public Set<Ability> lacks() {
            return Set.of(Ability.DATABASES, Ability.VOLUMES, Ability.LIVE_SETTINGS, Ability.REVISIONS);
        }
    }
}
