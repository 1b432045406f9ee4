package dev.nanokit.testkit.junit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** A run of sample tests inside a test. Thread-safe. */
final class Launched implements TestExecutionListener {

    private record Result(TestIdentifier what, TestExecutionResult how) {}

    private static final Map<String, String> SIDE_BY_SIDE = Map.of(
            "junit.jupiter.execution.parallel.enabled", "true",
            "junit.jupiter.execution.parallel.mode.default", "concurrent",
            "junit.jupiter.execution.parallel.mode.classes.default", "concurrent",
            "junit.jupiter.execution.parallel.config.strategy", "fixed",
            "junit.jupiter.execution.parallel.config.fixed.parallelism", "4");

    private final Collection<Result> results = new ConcurrentLinkedQueue<>();

    private Launched() {}

    static Launched one_by_one(Class<?>... samples) {
        return run(Map.of(), samples);
    }

    static Launched side_by_side(Class<?>... samples) {
        return run(SIDE_BY_SIDE, samples);
    }

    private static Launched run(Map<String, String> parameters, Class<?>... samples) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(Stream.of(samples).map(type -> selectClass(type)).toList())
                .configurationParameters(parameters)
                .build();
        LauncherConfig alone = LauncherConfig.builder()
                .enableLauncherSessionListenerAutoRegistration(false)
                .enableTestExecutionListenerAutoRegistration(false)
                .build();
        Launched launched = new Launched();
        LauncherFactory.create(alone).execute(request, launched);
        return launched;
    }

    @Override
    public void executionFinished(TestIdentifier what, TestExecutionResult how) {
        results.add(new Result(what, how));
    }

    /** {@return how many tests were run} */
    int tests() {
        return (int) results.stream().filter(result -> result.what().isTest()).count();
    }

    /** {@return why tests and classes failed} */
    List<Throwable> failures() {
        return results.stream()
                .map(result -> result.how().getThrowable())
                .flatMap(Optional::stream)
                .toList();
    }

    /** {@return why the one failed that failed} */
    Throwable failure() {
        List<Throwable> all = failures();
        if (all.size() != 1) {
            throw new AssertionError("expected one failure, got " + all);
        }
        return Objects.requireNonNull(all.get(0));
    }
}
