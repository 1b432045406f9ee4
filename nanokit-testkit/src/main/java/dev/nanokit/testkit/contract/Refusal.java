package dev.nanokit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nanokit.failure.NanokitException;
import dev.nanokit.failure.PlanRejectedException;
import dev.nanokit.failure.ProviderException;
import dev.nanokit.provider.Jobs;
import dev.nanokit.provider.Leases;
import dev.nanokit.provider.LiveSettings;
import dev.nanokit.provider.Logs;
import dev.nanokit.provider.Programs;
import dev.nanokit.provider.Revisions;
import dev.nanokit.provider.Scopes;

/** Checks that what a platform lacks is refused, with its place in the file or a typed error: never left out in silence. */
final class Refusal {

    private final Bench bench;

    Refusal(Bench bench) {
        this.bench = bench;
    }

    void of(Ability ability) {
        switch (ability) {
            case DATABASES ->
                refusedInTheFile(
                        "databases:\n  main: { engine: postgres, version: '15', rootPassword: contract-secret }\n");
            case VOLUMES ->
                refusedInTheFile(Yaml.services(app("volumes: ['files:/files']")) + "volumes: { files: {} }\n");
            case ROUTES ->
                refusedInTheFile(Yaml.services(Yaml.page(bench.harness(), "web", "one", "host: web.localhost")));
            case JOBS -> {
                isAbsent(Jobs.class);
                refusedInTheFile(Yaml.services(app("hooks: { prestart: 'true' }")));
                refusedByError(() -> bench.kit(Yaml.services(app())).run("app", "true"));
            }
            case PROGRAMS -> {
                isAbsent(Programs.class);
                refusedByError(() -> bench.kit(Yaml.services(app())).exec("app", "true"));
            }
            case LOGS -> {
                isAbsent(Logs.class);
                refusedByError(() -> bench.kit(Yaml.services(app())).logs("app", 5));
            }
            case LIVE_SETTINGS -> {
                isAbsent(LiveSettings.class);
                refusedByError(() -> bench.kit(Yaml.services(app())).drift());
            }
            case LEASES -> isAbsent(Leases.class);
            case SCOPES -> isAbsent(Scopes.class);
            case REVISIONS -> isAbsent(Revisions.class);
        }
    }

    private String app(String... keys) {
        return Yaml.service("app", bench.harness().idle("hello"), String.join("\n", keys));
    }

    private void isAbsent(Class<?> duty) {
        assertThat(bench.session().capability(duty))
                .as("the harness says that %s is lacking", duty.getSimpleName())
                .isEmpty();
    }

    private void refusedInTheFile(String file) {
        NanokitException failure = Failures.failure(() -> bench.kit(file).plan());
        assertThat(failure).isInstanceOf(PlanRejectedException.class);
        assertThat(((PlanRejectedException) failure).problems()).isNotEmpty().allSatisfy(problem -> {
            assertThat(problem.position().line())
                    .as("the place of: %s", problem.text())
                    .isPositive();
            assertThat(problem.key()).as("the key of: %s", problem.text()).isNotEmpty();
        });
        assertThat(bench.site("").discover().resources())
                .as("nothing was written")
                .isEmpty();
    }

    private static void refusedByError(Runnable verb) {
        assertThat(Failures.kind(verb)).isEqualTo(ProviderException.Kind.BAD_CONFIGURATION);
    }
}
