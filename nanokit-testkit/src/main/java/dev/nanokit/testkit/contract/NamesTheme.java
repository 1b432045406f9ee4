package dev.nanokit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nanokit.model.Name;
import dev.nanokit.provider.Lifecycle;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.ResourceKind;
import dev.nanokit.provider.Scope;
import dev.nanokit.provider.Slot;
import dev.nanokit.provider.Wanted;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Names: those that the engine gives, within the limit of the profile for their kind. */
abstract class NamesTheme extends Theme {

    private static final String LONG = "a-service-with-a-name-that-is-quite-a-bit-longer-than-most";

    NamesTheme(Supplier<Bench> bench) {
        super(bench);
    }

    @Test
    void a_name_as_long_as_the_limit_is_taken() {
        Site site = bench().site(rich());
        for (Slot slot : site.slots()) {
            if (!slot.kind().equals(ResourceKind.GATEWAY)) {
                int limit = bench().provider().profile().nameLimit(slot.kind());
                Wanted wanted = site.wanted(slot);
                String name = "nk-" + "x".repeat(limit) + "-" + wanted.edition();
                name = "nk-x" + name.substring(name.length() - limit + 4);
                site.create(Draft.named(wanted, name));
                assertThat(site.only(slot).edition()).as("%s", slot).isEqualTo(wanted.edition());
            }
        }
    }

    @Test
    void two_names_that_differ_at_their_end_only_are_two_names() {
        Site site = bench().site(app());
        int limit = bench().provider().profile().nameLimit(site.of(APP).kind());
        String beginning = "nk-" + "x".repeat(limit - 12) + "-";
        Wanted wanted = site.wanted(site.of(APP));
        site.create(Draft.named(wanted, beginning + wanted.edition()));
        site.create(Draft.named(Draft.ofEdition(wanted, "0a1b2c3d"), beginning + "0a1b2c3d"));
        assertThat(site.at(site.of(APP)))
                .extracting(Resource::edition)
                .containsExactlyInAnyOrder(wanted.edition(), "0a1b2c3d");
    }

    @Test
    void a_service_with_a_long_name_comes_up_and_goes() {
        String file = Yaml.services(
                Yaml.service(LONG, harness().idle("hello")),
                Yaml.service(LONG + "-2", harness().idle("hello")));
        bench().kit(file).up();
        Site site = bench().site(file);
        assertThat(site.only(site.of(LONG)).state()).isEqualTo(Lifecycle.RUNNING);
        assertThat(site.only(site.of(LONG + "-2")).state()).isEqualTo(Lifecycle.RUNNING);
        assertThat(bench().kit(file).plan().isEmpty()).isTrue();
    }

    @Test
    void letters_dots_and_underscores_of_the_file_come_back_in_the_slot() {
        String file = Yaml.services(Yaml.service("My_app.v2", harness().idle("hello")));
        bench().kit(file).up();
        Site site = bench().site(file);
        assertThat(site.only(site.of("My_app.v2")).state()).isEqualTo(Lifecycle.RUNNING);
        assertThat(bench().kit(file).plan().isEmpty()).isTrue();
    }

    @Test
    void more_than_nine_instances_are_told_apart() {
        Site site = bench().site(app("instances: 11"));
        site.unit(APP).slots().forEach(site::create);
        site.unit(APP).slots().forEach(site::only);
    }

    @Test
    void equal_names_in_two_components_are_two_things() {
        Site front = bench().site(app(), bench().component("front"));
        Site back = bench().site(app(), bench().component("back"));
        Resource one = front.create(front.of(APP));
        Resource two = back.create(back.of(APP));
        front.end(one);
        assertThat(back.only(two.slot()).id()).isEqualTo(two.id());
    }

    @Test
    void the_scope_comes_back_by_its_labels() {
        Scope scope =
                new Scope(Name.of(harness().project()), Optional.of(Name.of("Front_end.v2")), Name.of(Bench.LOCAL));
        bench().component("Front_end.v2");
        Site site = bench().site(app(), scope);
        Resource made = site.create(site.of(APP));
        assertThat(site.only(made.slot()).id()).isEqualTo(made.id());
        if (has(Ability.SCOPES)) {
            assertThat(bench().duty(dev.nanokit.provider.Scopes.class).all()).contains(scope);
        }
    }
}
