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

    /** Only what is ours is touched. */
    @Nested
    final class Ownership extends OwnershipTheme {
        Ownership() {
            super(ProviderContract.this::bench);
        }
    }

    /** Changes of what stands. */
    @Nested
    final class Update extends UpdateTheme {
        Update() {
            super(ProviderContract.this::bench);
        }
    }

    /** Ends. */
    @Nested
    final class Delete extends DeleteTheme {
        Delete() {
            super(ProviderContract.this::bench);
        }
    }

    /** Who is ready, and who never will be. */
    @Nested
    final class Readiness extends HealthTheme {
        Readiness() {
            super(ProviderContract.this::bench);
        }
    }

    /** Stop and start. */
    @Nested
    final class Lifecycles extends LifecycleTheme {
        Lifecycles() {
            super(ProviderContract.this::bench);
        }
    }

    /** Routes, rotation, and the shared gateway. */
    @Nested
    final class Gateway extends GatewayTheme {
        Gateway() {
            super(ProviderContract.this::bench);
        }
    }

    /** What is written on a thing can be read again. */
    @Nested
    final class Metadata extends MetadataTheme {
        Metadata() {
            super(ProviderContract.this::bench);
        }
    }

    /** Names within the limit. */
    @Nested
    final class Names extends NamesTheme {
        Names() {
            super(ProviderContract.this::bench);
        }
    }

    /** What happens behind the engine's back. */
    @Nested
    final class Drift extends DriftTheme {
        Drift() {
            super(ProviderContract.this::bench);
        }
    }

    /** A run that dies is mended by the next. */
    @Nested
    final class Crash extends CrashTheme {
        Crash() {
            super(ProviderContract.this::bench);
        }
    }

    /** A write whose answer is lost is done once. */
    @Nested
    final class LostAnswers extends LostAnswerTheme {
        LostAnswers() {
            super(ProviderContract.this::bench);
        }
    }

    /** Later is not never. */
    @Nested
    final class Throttling extends ThrottleTheme {
        Throttling() {
            super(ProviderContract.this::bench);
        }
    }

    /** What is cancelled or late ends. */
    @Nested
    final class Cancel extends CancelTheme {
        Cancel() {
            super(ProviderContract.this::bench);
        }
    }

    /** Several at once. */
    @Nested
    final class Concurrency extends ConcurrencyTheme {
        Concurrency() {
            super(ProviderContract.this::bench);
        }
    }

    /** One run at a time changes a scope. */
    @Nested
    final class Lease extends LeaseTheme {
        Lease() {
            super(ProviderContract.this::bench);
        }
    }

    /** Commands that are run to their end. */
    @Nested
    final class Job extends JobTheme {
        Job() {
            super(ProviderContract.this::bench);
        }
    }

    /** What a platform can do beyond its duties. */
    @Nested
    final class Capability extends CapabilityTheme {
        Capability() {
            super(ProviderContract.this::bench);
        }
    }

    /** Errors by what a caller can do. */
    @Nested
    final class Errors extends ErrorTheme {
        Errors() {
            super(ProviderContract.this::bench);
        }
    }

    /** What an unchanged world costs. */
    @Nested
    final class Cost extends CostTheme {
        Cost() {
            super(ProviderContract.this::bench);
        }
    }
}
