package dev.nanokit.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The limits of a platform. */
final class ProviderProfileTest {

    private static final ProviderProfile PLAIN = new ProviderProfile(RunKind.SERVICES, 4, 63);

    @Test
    void a_kind_has_the_general_limit_of_names_unless_it_has_its_own() {
        ProviderProfile profile =
                PLAIN.withNameLimit(ResourceKind.ROUTE, 32).withNameLimit(new ResourceKind("parameter"), 512);
        assertThat(profile.nameLimit()).isEqualTo(63);
        assertThat(profile.nameLimit(ResourceKind.SERVICE)).isEqualTo(63);
        assertThat(profile.nameLimit(ResourceKind.ROUTE)).isEqualTo(32);
        assertThat(profile.nameLimit(new ResourceKind("parameter"))).isEqualTo(512);
        assertThat(PLAIN.nameLimit(ResourceKind.ROUTE)).isEqualTo(63);
    }

    @Test
    void limits_of_names_outlive_other_changes() {
        ProviderProfile profile = PLAIN.withNameLimit(ResourceKind.ROUTE, 32)
                .withRate(new ProviderProfile.Rate(5, 20))
                .withLookEvery(Duration.ofSeconds(2))
                .withNameLimit(ResourceKind.ROUTE, 24);
        assertThat(profile.nameLimit(ResourceKind.ROUTE)).isEqualTo(24);
        assertThat(profile.rate()).contains(new ProviderProfile.Rate(5, 20));
        assertThat(profile.lookEvery()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void a_limit_that_leaves_no_room_for_a_name_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ProviderProfile(RunKind.INSTANCES, 1, 23));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PLAIN.withNameLimit(ResourceKind.ROUTE, 23))
                .withMessageContaining("23");
    }
}
