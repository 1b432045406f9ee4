package dev.nanokit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nanokit.failure.RolloutFailedException;
import dev.nanokit.testkit.ConnectionCutException;
import dev.nanokit.testkit.FakeProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Situations that are rare and must not hurt. */
@Timeout(60)
final class ScenarioTest {

    private static final String FILE =
            """
            name: shop
            services:
              api: { image: 'api:%s', expose: 80, instances: 2, updateStrategy: rolling, depends_on: [main] }
              web: { image: 'web:1', expose: 80, host: web.localhost, depends_on: [api] }
            databases:
              main: { engine: postgres, version: "15", rootPassword: secret }
            """;

    private static Nanokit kit(FakeProvider fake, String version) {
        return Nanokit.load(FILE.formatted(version))
                .provider(fake)
                .options(options -> options.waitForLease(Duration.ofMinutes(1)));
    }

    /** Whatever a dead run created and no list shows yet is met again by its name. */
    @ParameterizedTest
    @EnumSource
    void what_is_listed_late_is_not_made_twice(Fakes kind) {
        FakeProvider straight = kind.make();
        kit(straight, "1").up();
        int writes = straight.journal().size();
        for (int cut = 1; cut < writes; cut++) {
            FakeProvider fake = kind.make();
            fake.faults().listLate(Duration.ofMinutes(5));
            fake.cutAfter(cut);
            assertThatThrownBy(() -> kit(fake, "1").up())
                    .isInstanceOfAny(RolloutFailedException.class, ConnectionCutException.class);
            fake.repair();
            kit(fake, "1").up();
            assertThat(fake.dump()).as("cut after %d", cut).isEqualTo(straight.dump());
            fake.elapse(Duration.ofMinutes(6));
            kit(fake, "1").up();
            assertThat(fake.dump()).as("cut after %d", cut).isEqualTo(straight.dump());
            assertThat(kit(fake, "1").plan().isEmpty()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_change_while_the_old_ones_are_not_listed_is_healed_by_the_next_up(Fakes kind) {
        FakeProvider fake = kind.make();
        kit(fake, "1").up();
        fake.faults().listLate(Duration.ofHours(1));
        try {
            kit(fake, "2").up();
        } catch (RolloutFailedException e) {
            assertThat(kind)
                    .as("a service that is there by that name is a conflict")
                    .isEqualTo(Fakes.SERVICES);
        }
        fake.faults().listLate(Duration.ZERO);
        kit(fake, "2").up();
        FakeProvider fresh = kind.make();
        kit(fresh, "2").up();
        assertThat(world(fake)).isEqualTo(world(fresh));
    }

    private static String world(FakeProvider fake) {
        return fake.dump().replaceAll("((?:service|route|database)/\\w+)@[0-9a-f]{8}", "$1");
    }

    @Test
    void a_targeted_up_leaves_the_old_foundation_to_those_who_stand_on_it() {
        FakeProvider fake = FakeProvider.instances();
        kit(fake, "1").up();
        fake.networkRange("10.7.0.0/16");
        kit(fake, "1").up("main");
        assertThat(fake.dump().lines().filter(line -> line.startsWith("network/")))
                .as("the others still stand on the old one")
                .hasSize(2);
        assertThat(fake.request("web")).contains("web:1");
        kit(fake, "1").up();
        assertThat(fake.dump().lines().filter(line -> line.startsWith("network/")))
                .hasSize(1);
        assertThat(kit(fake, "1").plan().isEmpty()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void addresses_that_lead_both_ways_make_no_circle(Fakes kind) {
        FakeProvider fake = kind.make();
        Nanokit both = Nanokit.load(
                        """
                        name: shop
                        services:
                          shop: { image: 'shop:1', expose: 80, host: shop.localhost, env: { BACK: 'http://admin.localhost' } }
                          admin: { image: 'admin:1', expose: 80, host: admin.localhost, env: { SHOP: 'http://shop.localhost' } }
                        """)
                .provider(fake);
        both.up();
        String slot = kind == Fakes.INSTANCES ? "instance/shop.1" : "service/shop";
        assertThat(fake.values(slot)).containsKey("env.BACK");
        assertThat(both.plan().isEmpty()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void what_depends_on_an_address_that_moves_follows_it(Fakes kind) {
        FakeProvider fake = kind.make();
        kit(fake, "1").up();
        String slot = kind == Fakes.INSTANCES ? "instance/api.1" : "service/api";
        String before = fake.values(slot).get("env.MAIN_URL");
        Nanokit newer = Nanokit.load(FILE.formatted("1").replace("\"15\"", "\"16\""))
                .provider(fake)
                .deleteAllData();
        assertThat(newer.plan().text()).contains(kind == Fakes.SERVICES ? ">env.MAIN_URL" : "create instance/main.1");
        newer.up();
        if (kind == Fakes.SERVICES) {
            assertThat(fake.values(slot).get("env.MAIN_URL")).isNotEqualTo(before);
        }
        assertThat(newer.plan().isEmpty()).isTrue();
        assertThat(fake.request("web")).contains("web:1");
    }

    @ParameterizedTest
    @EnumSource
    void a_service_that_is_renamed_is_a_new_one_and_an_old_one(Fakes kind) {
        FakeProvider fake = kind.make();
        kit(fake, "1").up();
        String renamed = FILE.formatted("1").replace("  api:", "  core:").replace("[api]", "[core]");
        Nanokit.load(renamed).provider(fake).up();
        assertThat(fake.running("api")).isZero();
        assertThat(fake.running("core")).isPositive();
        assertThat(Nanokit.load(renamed).provider(fake).plan().isEmpty()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void a_dependency_without_instances_counts_as_met(Fakes kind) {
        FakeProvider fake = kind.make();
        String yaml = FILE.formatted("1").replace("instances: 2", "instances: 0");
        Nanokit.load(yaml).provider(fake).up();
        assertThat(fake.request("web")).contains("web:1");
        kit(fake, "1").up();
        assertThat(fake.running("api")).isEqualTo(kind == Fakes.INSTANCES ? 2 : 1);
        for (String back : List.of(yaml, FILE.formatted("2"))) {
            Nanokit.load(back).provider(fake).up();
            assertThat(Nanokit.load(back).provider(fake).plan().isEmpty()).isTrue();
        }
    }

    /** Each sees the other as a user of the gateway when it plans. */
    @Test
    void of_two_that_end_at_once_the_last_takes_the_gateway_along() {
        for (int again = 0; again < 20; again++) {
            FakeProvider fake = FakeProvider.instances();
            List<CompletableFuture<Void>> ends = new ArrayList<>();
            List<Nanokit> kits = new ArrayList<>();
            for (String name : List.of("one", "two")) {
                Nanokit kit = Nanokit.load("name: " + name + "\nservices:\n  a: { image: i, expose: 80, host: " + name
                                + ".localhost }\n")
                        .provider(fake);
                kit.up();
                kits.add(kit);
            }
            kits.forEach(kit -> ends.add(CompletableFuture.runAsync(kit::down, end -> new Thread(end).start())));
            ends.forEach(CompletableFuture::join);
            assertThat(fake.dump()).as("time %d", again).isBlank();
        }
    }
}
