package dev.nanokit.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nanokit.model.Name;
import dev.nanokit.provider.Scope;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScopeNamesTest {

    private static String beginning(String project, String component, String environment) {
        return ScopeNames.beginning(new Scope(
                Name.of(project),
                component.isEmpty() ? Optional.empty() : Optional.of(Name.of(component)),
                Name.of(environment)));
    }

    @Test
    void names_begin_with_the_scope_in_the_form_of_host_names() {
        assertThat(beginning("shop", "", "stage")).isEqualTo("nk-shop-stage-");
        assertThat(beginning("My_shop", "Front.v2", "stage")).isEqualTo("nk-my-shop-front-v2-stage-");
    }

    @Test
    void what_names_may_lack_as_they_are_cut_is_left_out() {
        assertThat(beginning("a".repeat(30), "", "b".repeat(30)))
                .hasSize(40)
                .isEqualTo("nk-" + "a".repeat(30) + "-" + "b".repeat(6));
    }
}
