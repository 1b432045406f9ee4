package dev.nanokit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nanokit.failure.PlanRejectedException;
import dev.nanokit.testkit.FakeProvider;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a run touches, and what it must not. */
@Timeout(60)
final class TargetTest {

    private static final String FILE =
            """
            name: shop
            %s
            services:
              api: { image: 'api:%s', expose: 80, depends_on: [main] }
              web: { image: 'web:%s', expose: 80, host: web.localhost, depends_on: [api] }
              mail: { image: 'mail:%s' }
            databases:
              main: { engine: postgres, version: "15", rootPassword: secret }
            volumes: { files: {} }
            """;

    private static Nanokit kit(FakeProvider fake, String version) {
        return Nanokit.load(FILE.formatted("", version, version, version)).provider(fake);
    }

    private static boolean isRunning(FakeProvider fake, String service) {
        return fake.running(service) > 0;
    }

    @ParameterizedTest
    @EnumSource
    void a_target_brings_up_itself_and_what_it_needs_only(Fakes kind) {
        FakeProvider fake = kind.make();
        kit(fake, "1").up("api");
        assertThat(isRunning(fake, "api")).isTrue();
        assertThat(fake.dump()).contains("main").contains("network/default");
        assertThat(isRunning(fake, "web")).isFalse();
        assertThat(isRunning(fake, "mail")).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void a_target_touches_no_other_service_and_removes_nothing_left_over(Fakes kind) {
        FakeProvider fake = kind.make();
        kit(fake, "1").up();
        int before = fake.journal().size();
        String without = FILE.formatted("", "2", "2", "2").replace("  mail: { image: 'mail:2' }\n", "");
        Nanokit.load(without).provider(fake).up("api");
        assertThat(fake.request("api")).contains("api:2");
        assertThat(fake.request("web")).contains("web:1");
        assertThat(isRunning(fake, "mail")).as("left over, and left").isTrue();
        assertThat(fake.journal().subList(before, fake.journal().size())).allMatch(line -> line.contains("api"));
        Nanokit.load(without).provider(fake).up();
        assertThat(isRunning(fake, "mail")).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void several_targets_may_be_named_and_a_target_brings_what_it_depends_on_up_to_date(Fakes kind) {
        FakeProvider fake = kind.make();
        kit(fake, "1").up();
        kit(fake, "2").up("web", "mail");
        assertThat(List.of(fake.request("api"), fake.request("web"), fake.request("mail")))
                .allMatch(image -> image.orElse("").endsWith(":2"));
    }

    @Test
    void an_unknown_target_is_an_error_that_names_the_known_ones() {
        assertThatThrownBy(() -> kit(FakeProvider.instances(), "1").up("wep"))
                .isInstanceOfSatisfying(
                        PlanRejectedException.class, e -> assertThat(e.code()).isEqualTo("plan.unknown-target"))
                .hasMessageContaining("wep")
                .hasMessageContaining("api, mail, main, web");
    }

    @ParameterizedTest
    @EnumSource
    void what_another_component_has_is_never_touched(Fakes kind) {
        FakeProvider fake = kind.make();
        Nanokit one =
                Nanokit.load(FILE.formatted("component: one", "1", "1", "1")).provider(fake);
        Nanokit two = Nanokit.load("name: shop\ncomponent: two\nservices:\n  extra: { image: 'extra:1' }\n")
                .provider(fake);
        Nanokit none = Nanokit.load("name: shop\nservices:\n  bare: { image: 'bare:1' }\n")
                .provider(fake);
        one.up();
        two.up();
        none.up();
        assertThat(isRunning(fake, "api")).isTrue();
        assertThat(isRunning(fake, "extra")).isTrue();
        none.deleteAllData().down();
        two.deleteAllData().down();
        assertThat(isRunning(fake, "api")).isTrue();
        assertThat(isRunning(fake, "web")).isTrue();
        assertThat(fake.dump()).contains("volume/files");
        assertThat(one.plan().isEmpty()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void what_is_protected_is_neither_replaced_nor_deleted_whatever_else_is_allowed(Fakes kind) {
        FakeProvider fake = kind.make();
        kit(fake, "1").up();
        List<String> written = fake.journal();
        Nanokit guarded = kit(fake, "1").deleteAllData().options(options -> options.protect("main"));
        assertThatThrownBy(guarded::down)
                .isInstanceOfSatisfying(
                        PlanRejectedException.class, e -> assertThat(e.code()).isEqualTo("plan.protected"))
                .hasMessageContaining("main");
        String newer = FILE.formatted("", "1", "1", "1").replace("\"15\"", "\"16\"");
        assertThatThrownBy(() -> Nanokit.load(newer)
                        .provider(fake)
                        .deleteAllData()
                        .options(options -> options.protect("main"))
                        .up())
                .isInstanceOf(PlanRejectedException.class);
        assertThat(fake.journal()).isEqualTo(written);
    }

    @ParameterizedTest
    @EnumSource
    void a_plan_with_too_many_deletes_is_refused(Fakes kind) {
        FakeProvider fake = kind.make();
        kit(fake, "1").up();
        List<String> written = fake.journal();
        String little = "name: shop\nservices:\n  mail: { image: 'mail:1' }\n";
        assertThatThrownBy(() -> Nanokit.load(little)
                        .provider(fake)
                        .options(options -> options.maxDeletes(1))
                        .plan())
                .isInstanceOfSatisfying(
                        PlanRejectedException.class, e -> assertThat(e.code()).isEqualTo("plan.too-many-deletes"))
                .hasMessageContaining("allows 1");
        assertThat(fake.journal()).isEqualTo(written);
        Nanokit.load(little)
                .provider(fake)
                .options(options -> options.maxDeletes(50))
                .up();
        assertThat(isRunning(fake, "web")).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void data_is_deleted_by_name_or_by_force_only(Fakes kind) {
        FakeProvider fake = kind.make();
        kit(fake, "1").up();
        String little = "name: shop\nservices:\n  mail: { image: 'mail:1' }\n";
        Nanokit.load(little).provider(fake).up();
        assertThat(fake.dump()).contains("volume/files");
        assertThat(fake.dump()).containsPattern("(volume|database)/main");
        Nanokit.load(little).provider(fake).deleteData("files").up();
        assertThat(fake.dump()).doesNotContain("volume/files").containsPattern("(volume|database)/main");
        Nanokit.load(little).provider(fake).deleteAllData().up();
        assertThat(fake.dump()).doesNotContainPattern("(volume|database)/");
    }
}
