package dev.nanokit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nanokit.Nanokit;
import dev.nanokit.failure.InvalidSpecException;
import dev.nanokit.failure.NanokitException;
import dev.nanokit.failure.ProviderException;
import dev.nanokit.model.Project;
import dev.nanokit.provider.Blueprint;
import dev.nanokit.provider.Fingerprint;
import dev.nanokit.provider.Provider;
import dev.nanokit.provider.SpiVersion;
import dev.nanokit.provider.Wanted;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Errors are told by what a caller can do about them; and the duties that ask nothing of the platform. */
abstract class ErrorTheme extends Theme {

    ErrorTheme(Supplier<Bench> bench) {
        super(bench);
    }

    @Test
    void an_error_has_a_kind_a_code_and_words() {
        Site site = bench().site(app());
        Wanted wanted = site.wanted(site.of(APP));
        site.create(wanted);
        NanokitException failure = Failures.failure(
                () -> site.create(Draft.ofFingerprint(wanted, Optional.of(Fingerprint.parse("1;image=0123456789")))));
        assertThat(failure).isInstanceOf(ProviderException.class);
        assertThat(failure.code()).isEqualTo("provider.conflict");
        assertThat(failure.getMessage()).contains(wanted.name());
        assertThat(((ProviderException) failure).kind().isRetryable()).isFalse();
    }

    @Test
    void a_setting_of_the_provider_that_nobody_knows_is_an_error_with_its_place_or_is_nobodys() {
        String file = bench().file("")
                .replace(
                        "infra: " + harness().infra(),
                        "infra: " + withNonsense(harness().infra()));
        assertThat(file).contains("nonsense");
        var settings = bench().provider()
                .settings(Nanokit.load(file).validate().infra().settings());
        settings.problems().forEach(problem -> assertThat(problem.text()).contains("nonsense"));
    }

    @Test
    void a_good_file_has_good_settings() {
        assertThat(bench().settings().problems()).isEmpty();
    }

    @Test
    void a_wrong_file_is_told_before_anything_is_written() {
        CallCount count = new CallCount();
        NanokitException failure = Failures.failure(
                () -> bench().kit(new InterceptedProvider(harness().provider(), count), app("nonsense: 1"))
                        .up());
        assertThat(failure).isInstanceOf(InvalidSpecException.class);
        assertThat(count.writes()).isEmpty();
    }

    private static String withNonsense(String infra) {
        String inside = infra.strip().substring(1, infra.strip().length() - 1).strip();
        return "{ " + (inside.isEmpty() ? "" : inside + ", ") + "nonsense: 1 }";
    }

    @Test
    void the_provider_says_for_which_version_it_was_built_and_what_it_is_called() {
        Provider provider = bench().provider();
        assertThat(provider.spiVersion()).isEqualTo(SpiVersion.CURRENT);
        assertThat(provider.id()).matches("[a-z][a-z0-9-]{0,30}");
        assertThat(harness().provider().id()).isEqualTo(provider.id());
        assertThat(harness().provider().profile()).isEqualTo(provider.profile());
    }

    @Test
    void a_design_is_pure() {
        Project project = bench().project(rich());
        var around = bench().session().surroundings();
        Blueprint one = bench().provider().design(project, bench().settings(), around);
        Blueprint two = harness().provider().design(project, bench().settings(), around);
        assertThat(two).isEqualTo(one);
        assertThat(bench().site("").discover().resources()).isEmpty();
    }

    @Test
    void a_design_follows_nothing_but_the_file() {
        var around = bench().session().surroundings();
        assertThat(bench().session().surroundings()).isEqualTo(around);
        Blueprint before = bench().provider().design(bench().project(rich()), bench().settings(), around);
        bench().kit(app()).up();
        assertThat(bench().provider().design(bench().project(rich()), bench().settings(), around))
                .isEqualTo(before);
    }

    @Test
    void a_session_can_be_closed_twice() {
        var session = bench().connectAlone();
        session.discovery().discover(bench().scope(Bench.LOCAL));
        session.close();
        session.close();
    }
}
