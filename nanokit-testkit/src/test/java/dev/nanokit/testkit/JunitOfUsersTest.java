package dev.nanokit.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The tests of this module are run by the JUnit that users may still have; those on the newest one are elsewhere. */
final class JunitOfUsersTest {

    @Test
    void the_tests_of_the_testkit_run_on_junit_5() {
        assertThat(Test.class.getPackage().getImplementationVersion()).startsWith("5.10.");
    }
}
