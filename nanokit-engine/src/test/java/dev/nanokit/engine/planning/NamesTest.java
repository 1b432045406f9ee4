package dev.nanokit.engine.planning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nanokit.model.Name;
import dev.nanokit.provider.ProviderProfile;
import dev.nanokit.provider.ResourceKind;
import dev.nanokit.provider.ResourceSpec;
import dev.nanokit.provider.RunKind;
import dev.nanokit.provider.Scope;
import dev.nanokit.provider.Slot;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Names within a platform's limits. */
final class NamesTest {

    private static final String EDITION = "3f9c01ab";
    private static final ProviderProfile PROFILE =
            new ProviderProfile(RunKind.SERVICES, 1, 63).withNameLimit(ResourceKind.ROUTE, 32);

    private static String name(ResourceKind kind, String name) {
        Scope scope = new Scope(Name.of("shop"), Optional.of(Name.of("storefront")), Name.of("production"));
        ResourceSpec spec = ResourceSpec.builder(new Slot(kind, name)).build();
        return new Names(scope, PROFILE).of(spec, EDITION);
    }

    @Test
    void a_name_is_cut_by_the_limit_of_its_kind_and_of_no_other() {
        assertThat(name(ResourceKind.SERVICE, "checkout"))
                .isEqualTo("nk-shop-storefront-production-checkout-" + EDITION);
        assertThat(name(ResourceKind.ROUTE, "checkout"))
                .hasSize(32)
                .startsWith("nk-shop-storef")
                .endsWith("-" + EDITION);
    }

    @Test
    void names_that_are_cut_in_the_same_place_stay_two() {
        assertThat(name(ResourceKind.ROUTE, "checkout")).isNotEqualTo(name(ResourceKind.ROUTE, "checkin"));
    }

    @Test
    void no_name_has_two_dashes_in_a_row_and_those_that_would_stay_apart() {
        assertThat(name(ResourceKind.SERVICE, "a__b"))
                .matches("nk-shop-storefront-production-a-b-[0-9a-f]{8}-" + EDITION)
                .isNotEqualTo(name(ResourceKind.SERVICE, "a_._b"));
        assertThat(name(ResourceKind.SERVICE, "a-")).doesNotContain("--").isNotEqualTo(name(ResourceKind.SERVICE, "a"));
        assertThat(name(ResourceKind.ROUTE, "a-very-long-name-that-is-cut"))
                .hasSizeLessThanOrEqualTo(32)
                .doesNotContain("--");
    }
}
