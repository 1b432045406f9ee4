package dev.nanokit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nanokit.failure.RolloutFailedException;
import dev.nanokit.testkit.ConnectionCutException;
import dev.nanokit.testkit.FakeProvider;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** On platforms where a database stands in a network, neither can go without the other: what is kept stays usable. */
@Timeout(60)
final class KeptDataTest {

    private static final String SHOP =
            """
            name: shop
            services:
              api: { image: 'api:1', expose: 80, depends_on: [main] }
            databases:
              main: { engine: postgres, version: "15", rootPassword: secret }
            volumes:
              files: {}
            """;

    private static final String LITTLE = "name: shop\nservices:\n  api: { image: 'api:1', expose: 80 }\n";

    private static Nanokit kit(String yaml, FakeProvider fake) {
        return Nanokit.load(yaml).provider(fake);
    }

    private static List<String> since(FakeProvider fake, int before) {
        return fake.journal().subList(before, fake.journal().size());
    }

    @Test
    void down_keeps_what_data_stands_on_and_up_finds_it_again() {
        FakeProvider fake = FakeProvider.services();
        kit(SHOP, fake).up();
        assertThat(kit("name: shop\n", fake).down().plan().text())
                .contains("kept: database/main, as data would go with it")
                .contains("kept: network/default, as data would go with it");
        assertThat(fake.dump())
                .contains("database/main", "volume/files", "network/default")
                .doesNotContain("api");
        int before = fake.journal().size();
        kit(SHOP, fake).down();
        assertThat(since(fake, before)).isEmpty();
        kit(SHOP, fake).up();
        assertThat(since(fake, before)).isNotEmpty().allMatch(line -> line.contains("service/api"));
    }

    @Test
    void down_with_leave_for_all_data_leaves_nothing() {
        FakeProvider fake = FakeProvider.services();
        kit(SHOP, fake).up();
        kit(SHOP, fake).deleteData("main").down();
        assertThat(fake.dump()).contains("volume/files", "network/default").doesNotContain("database/");
        kit(SHOP, fake).deleteAllData().down();
        assertThat(fake.dump()).isBlank();
    }

    @Test
    void without_data_nothing_is_kept() {
        FakeProvider fake = FakeProvider.services();
        kit(LITTLE, fake).up();
        kit(LITTLE, fake).down();
        assertThat(fake.dump()).isBlank();
    }

    @Test
    void a_replaced_foundation_stays_for_as_long_as_data_that_nobody_names_stands_on_it() {
        FakeProvider fake = FakeProvider.services();
        kit(SHOP, fake).up();
        fake.networkRange("10.1.0.0/16");
        kit(LITTLE, fake).up();
        assertThat(fake.dump().lines().filter(line -> line.startsWith("network/")))
                .hasSize(2);
        assertThat(kit(LITTLE, fake).plan().isEmpty()).isTrue();
        kit(LITTLE, fake).deleteAllData().up();
        assertThat(fake.dump().lines().filter(line -> line.startsWith("network/")))
                .hasSize(1);
        assertThat(fake.dump()).doesNotContain("database/");
    }

    @Test
    void a_replaced_foundation_goes_when_the_data_has_moved() {
        FakeProvider fake = FakeProvider.services();
        kit(SHOP, fake).up();
        fake.networkRange("10.1.0.0/16");
        kit(SHOP, fake).up();
        assertThat(fake.dump().lines().filter(line -> line.startsWith("network/")))
                .hasSize(1);
        assertThat(kit(SHOP, fake).plan().isEmpty()).isTrue();
    }

    @Test
    void a_down_that_is_cut_anywhere_is_finished_by_the_next() {
        FakeProvider whole = FakeProvider.services();
        kit(SHOP, whole).up();
        int before = whole.journal().size();
        kit(SHOP, whole).deleteData("main").down();
        int writes = whole.journal().size() - before;
        assertThat(writes).isGreaterThan(1);
        for (int cut = 0; cut < writes; cut++) {
            FakeProvider fake = FakeProvider.services();
            kit(SHOP, fake).up();
            fake.cutAfter(cut);
            Nanokit kit =
                    kit(SHOP, fake).deleteData("main").options(options -> options.waitForLease(Duration.ofMinutes(1)));
            assertThatThrownBy(kit::down).isInstanceOfAny(RolloutFailedException.class, ConnectionCutException.class);
            fake.repair();
            kit.down();
            assertThat(fake.dump()).as("cut after %s", cut).isEqualTo(whole.dump());
        }
    }
}
