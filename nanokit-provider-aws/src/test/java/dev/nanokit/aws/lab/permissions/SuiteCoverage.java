package dev.nanokit.aws.lab.permissions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nanokit.aws.lab.OnMoto;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * All that the policies allow is used by some test. It runs by itself, when all tests on moto have run and have written what
 * they used; it is not asked where only some of them were. That what they used is allowed is the {@link Gatekeeper}'s.
 */
@OnMoto
final class SuiteCoverage {

    @Test
    void each_action_that_is_allowed_was_used_by_some_test() {
        Set<String> unused = new TreeSet<>();
        NeededPermissions.all().stream()
                .filter(Need::isCalled)
                .map(Need::action)
                .forEach(unused::add);
        unused.removeAll(CalledActions.all());
        assertThat(unused)
                .as(
                        "no test makes the provider call these: write one, or take the call and its line in %s away",
                        NeededPermissions.class.getName())
                .isEmpty();
    }
}
