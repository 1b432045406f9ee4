package dev.nanokit.testkit.contract;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Timeout;

/**
 * What every provider promises, a test a promise. The author of a provider extends it and brings a harness:
 *
 * <pre>{@code
 * final class DockerContractIT extends ProviderContract {
 *     @Override
 *     protected ProviderHarness harness() {
 *         return new DockerHarness();
 *     }
 * }
 * }</pre>
 *
 * <p>The suite asks the provider's profile and the harness what the platform is and what it lacks; that what is lacking is
 * refused is one of the promises.
 */
@Timeout(300)
public abstract class ProviderContract {

    private @Nullable Bench bench;

    /** For the class of a provider's author. */
    protected ProviderContract() {}

    /**
     * Brings a harness. Called once for each test.
     *
     * @return one with a project of its own
     */
    protected abstract ProviderHarness harness();

    @BeforeEach
    void openTheBench() {
        bench = new Bench(harness());
    }

    @AfterEach
    void closeTheBench() {
        bench().close();
    }

    private Bench bench() {
        return Objects.requireNonNull(bench);
    }

    /** What is found. */
    @Nested
    final class Discovery extends DiscoveryTheme {
        Discovery() {
            super(ProviderContract.this::bench);
        }
    }

    /** What a create does. */
    @Nested
    final class Create extends CreateTheme {
        Create() {
            super(ProviderContract.this::bench);
        }
    }

    /** Said twice is done once. */
    @Nested
    final class Repeat extends RepeatTheme {
        Repeat() {
            super(ProviderContract.this::bench);
        }
    }
}
