package dev.nanokit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nanokit.provider.Claim;
import dev.nanokit.provider.Fingerprint;
import dev.nanokit.provider.Labelled;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.ResourceKind;
import dev.nanokit.provider.Slot;
import dev.nanokit.provider.Trait;
import dev.nanokit.provider.Wanted;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What is written on a thing can be read again. */
abstract class MetadataTheme extends Theme {

    MetadataTheme(Supplier<Bench> bench) {
        super(bench);
    }

    /** Writes other labels on one thing of each kind, and reads them from the platform by another session. */
    private Site told(UnaryOperator<Labelled> change, BiConsumer<Labelled, Resource> check) {
        Site site = bench().site(rich());
        for (Slot slot : site.slots()) {
            boolean isShared = slot.kind().equals(ResourceKind.GATEWAY);
            Wanted plain = site.wanted(slot);
            Wanted wanted = isShared ? plain : Draft.labelled(plain, change);
            site.create(wanted);
            if (!isShared) {
                check.accept(wanted.labelled(), site.by(bench().connect()).only(slot));
            }
        }
        return site;
    }

    @Test
    void claims_come_back() {
        told(
                one -> one.withClaims(Set.of(
                        new Claim("volume:of-" + one.slot().toString().replace('/', '-')),
                        new Claim("port:" + Draft.digest(one.slot().toString(), 8)))),
                (wanted, found) -> assertThat(found.claims()).as("%s", found).isEqualTo(wanted.claims()));
    }

    @Test
    void the_tier_comes_back() {
        told(
                one -> one.withTier(one.tier() + 10),
                (wanted, found) -> assertThat(found.tier()).as("%s", found).isEqualTo(wanted.tier()));
    }

    @Test
    void traits_come_back() {
        told(
                one -> one.withTraits(Set.of(Trait.HOLDS_DATA)),
                (wanted, found) -> assertThat(found.traits()).as("%s", found).containsExactly(Trait.HOLDS_DATA));
    }

    @Test
    void commands_before_the_stop_come_back_whatever_they_say() {
        List<List<String>> commands = List.of(
                List.of("/bin/sh", "-c", "echo \"it's over\" && a=1, b=2; c+d %41 \u00e4\u20ac"), List.of("true"));
        Site site = told(
                one -> one.withPrestop(commands),
                (wanted, found) -> assertThat(found.prestop()).as("%s", found).isEqualTo(commands));
        if (!has(Ability.PROGRAMS)) {
            // the engine takes nothing down whose commands it cannot run
            site.discover().resources().stream()
                    .filter(one -> one.slot().kind().runs())
                    .forEach(site::end);
        }
    }

    @Test
    void what_references_led_to_comes_back() {
        told(
                one -> one.withBound(Map.of("env.DATABASE_URL", "0123456789", "network", "abcdef0123")),
                (wanted, found) -> assertThat(found.bound()).as("%s", found).isEqualTo(wanted.bound()));
    }

    @Test
    void a_fingerprint_of_many_fields_comes_back() {
        SortedMap<String, String> digests = new TreeMap<>();
        for (int number = 0; number < 100; number++) {
            digests.put("env.A_VARIABLE_WITH_A_LONG_NAME_" + number, Draft.digest("value " + number, 10));
        }
        Fingerprint many = new Fingerprint(1, digests);
        told(
                one -> one.withFingerprint(many),
                (wanted, found) -> assertThat(found.recorded()).as("%s", found).contains(many));
    }

    @Test
    void what_has_no_fingerprint_is_found_unfinished() {
        told(
                Labelled::unfinished,
                (wanted, found) -> assertThat(found.recorded()).as("%s", found).isEmpty());
    }

    @Test
    void the_fingerprint_of_another_version_comes_back() {
        Fingerprint next = Fingerprint.parse("7;image=0123456789");
        told(
                one -> one.withFingerprint(next),
                (wanted, found) -> assertThat(found.recorded()).as("%s", found).contains(next));
    }

    @Test
    void what_the_engine_wrote_is_what_it_finds() {
        bench().kit(rich()).up();
        assertThat(bench().kit(rich()).plan().isEmpty())
                .as(() -> bench().kit(rich()).plan().text())
                .isTrue();
        assertThat(bench().site("").discover().resources()).allSatisfy(one -> {
            assertThat(one.recorded()).as("%s", one).isPresent();
            assertThat(one.edition()).as("%s", one).hasSize(8);
        });
    }
}
