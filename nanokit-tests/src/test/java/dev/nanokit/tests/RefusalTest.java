package dev.nanokit.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nanokit.Nanokit;
import dev.nanokit.docker.DockerProvider;
import dev.nanokit.model.Project;
import dev.nanokit.model.SettingsNode;
import dev.nanokit.provider.Finding;
import dev.nanokit.provider.Provider;
import dev.nanokit.provider.Surroundings;
import dev.nanokit.testkit.FakeProvider;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a provider does not carry out yet is refused with its place, and nothing is left out silently. */
final class RefusalTest {

    private static final String EVERYTHING =
            """
            name: p
            services:
              built: { build: . }
              seen: { image: i, path: . }
              prepared: { image: i, provisioning: { install: x } }
              hooked: { image: i, hooks: { prestop: x } }
              scaled: { image: i, scale: { max: 2 } }
              joined: { image: i, networks: [n] }
            networks: { n: {} }
            volumes: { v: { type: shared, size: 1gb, performance: high } }
            databases:
              d: { engine: postgres, plan: big, storage: 1gb, branching: { enabled: true } }
              m: { engine: mysql }
            cron: { c: { schedule: "* * * * *", image: i, command: x } }
            deploy: { target: a@b }
            """;

    private static List<Finding> refused(Provider provider) {
        Project project = Nanokit.load(EVERYTHING).validate();
        return provider
                .design(project, provider.settings(SettingsNode.empty()), Surroundings.none())
                .findings()
                .stream()
                .filter(finding -> finding.kind() == Finding.Kind.REFUSED)
                .toList();
    }

    @Test
    void docker_names_each_key_that_it_does_not_carry_out_with_its_line() {
        List<Finding> refused = refused(new DockerProvider());
        assertThat(refused.stream().map(finding -> finding.problem().key()).collect(Collectors.toSet()))
                .isEqualTo(Set.of(
                        "services.seen.path",
                        "services.scaled.scale",
                        "services.joined.networks",
                        "networks.n",
                        "volumes.v.type",
                        "volumes.v.size",
                        "volumes.v.performance",
                        "databases.d.plan",
                        "databases.d.storage",
                        "databases.d.branching",
                        "databases.m.engine",
                        "cron.c",
                        "deploy"));
        assertThat(refused)
                .allSatisfy(finding ->
                        assertThat(finding.problem().position().line()).isGreaterThan(2));
    }

    @Test
    void the_fake_refuses_only_what_no_provider_could_do() {
        assertThat(refused(FakeProvider.instances()).stream()
                        .map(finding -> finding.problem().key()))
                .containsExactly("databases.m.engine");
        assertThat(refused(FakeProvider.services())).isEmpty();
    }
}
