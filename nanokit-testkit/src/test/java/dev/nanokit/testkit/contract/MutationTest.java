package dev.nanokit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** The contract is worth something: whatever a provider does wrong, a test of it fails. */
final class MutationTest {

    private static TestExecutionSummary contractOf(Mutant mutant) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(MutantContract.class))
                .configurationParameter(OneMutant.KEY, mutant.name())
                .configurationParameter("junit.jupiter.testclass.order.default", QuickFirst.class.getName())
                .build();
        SummaryGeneratingListener summary = new SummaryGeneratingListener();
        LauncherFactory.create().execute(request, summary);
        return summary.getSummary();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void a_broken_provider_is_caught(Mutant mutant) {
        assertThat(contractOf(mutant).getTestsFailedCount()).isPositive();
    }

    @Test
    void a_good_provider_is_not_blamed() {
        TestExecutionSummary summary = contractOf(Mutant.NONE);
        StringWriter text = new StringWriter();
        summary.printFailuresTo(new PrintWriter(text), 5);
        assertThat(summary.getTotalFailureCount()).as(text.toString()).isZero();
        assertThat(summary.getTestsSucceededCount()).isGreaterThan(150);
    }
}
