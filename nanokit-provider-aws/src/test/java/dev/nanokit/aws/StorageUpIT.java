package dev.nanokit.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nanokit.Nanokit;
import dev.nanokit.aws.lab.AwsLab;
import dev.nanokit.aws.lab.OnMoto;
import dev.nanokit.plan.Plan;
import dev.nanokit.testkit.FakeProvider;
import dev.nanokit.time.TimeSource;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a user does with data on AWS: it comes, stays when all else goes, is found again, and goes when he says so. */
@OnMoto
@Timeout(300)
final class StorageUpIT {

    private static final String SHOP =
            """
            name: shop
            infra: { provider: aws, region: eu-west-1 }
            services:
              web: { image: 'web:1', depends_on: [main, cache], volumes: ['files:/srv/files'] }
            databases:
              main: { engine: postgres, version: '16' }
              cache: { engine: redis }
            volumes:
              files: {}
            environments: { stage: {} }
            """;

    private static final String LITTLE = SHOP.substring(0, SHOP.indexOf("databases:"))
                    .replace(", depends_on: [main, cache], volumes: ['files:/srv/files']", "")
            + "environments: { stage: {} }\n";

    private final TimeSource time = FakeProvider.services().time().orElseThrow();
    private final StorageStage stage = new StorageStage();
    private final AwsLab lab = new AwsLab(time).before(stage);

    @AfterEach
    void close() {
        lab.close();
    }

    private Nanokit kit(String yaml) {
        return Nanokit.load(yaml).environment("stage").provider(OnLabTime.of(lab, time));
    }

    private static List<String> kept(Plan plan) {
        return plan.kept().stream().map(Object::toString).sorted().toList();
    }

    @Test
    void data_outlives_down_with_what_it_stands_on_and_goes_when_it_is_said() {
        kit(SHOP).up();
        assertThat(kit(SHOP).plan().isEmpty()).isTrue();
        Plan down = kit(SHOP).down().plan();
        assertThat(kept(down))
                .containsExactly(
                        "database/cache",
                        "database/main",
                        "security-group/databases",
                        "security-group/files",
                        "security-group/services",
                        "subnet-group/caches",
                        "subnet-group/databases",
                        "subnet/private-1",
                        "subnet/private-2",
                        "subnet/public-1",
                        "subnet/public-2",
                        "volume/files",
                        "vpc/main");
        int before = stage.writes().size();
        kit(SHOP).down();
        assertThat(stage.writes()).hasSize(before);
        Plan again = kit(SHOP).up().plan();
        assertThat(again.steps())
                .noneMatch(step -> step.action().isChange()
                        && Set.of("vpc", "subnet", "database", "volume", "subnet-group")
                                .contains(step.slot().kind().id()));
        kit(SHOP).deleteAllData().down();
        assertThat(kept(kit(SHOP).down().plan())).isEmpty();
    }

    @Test
    void data_that_the_file_no_longer_names_stays_with_its_network() {
        kit(SHOP).up();
        Plan plan = kit(LITTLE).up().plan();
        assertThat(kept(plan))
                .contains("database/main", "database/cache", "volume/files", "security-group/databases")
                .contains("subnet-group/databases", "security-group/files");
        assertThat(kit(LITTLE).plan().isEmpty()).isTrue();
        kit(LITTLE).deleteAllData().up();
        assertThat(kept(kit(LITTLE).plan())).isEmpty();
    }
}
