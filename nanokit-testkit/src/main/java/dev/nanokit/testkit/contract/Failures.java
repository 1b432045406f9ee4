package dev.nanokit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nanokit.failure.NanokitException;
import dev.nanokit.failure.ProviderException;

/** What a call that is to fail fails with. */
final class Failures {

    private Failures() {}

    /** {@return what the call says of itself; every other end of it fails the test} */
    static ProviderException.Kind kind(Runnable call) {
        NanokitException failure = failure(call);
        assertThat(failure).as("platforms fail calls by ProviderException").isInstanceOf(ProviderException.class);
        return ((ProviderException) failure).kind();
    }

    /** {@return the same, where several are tried} */
    static ProviderException.Kind kind(Object what, Runnable call) {
        try {
            return kind(call);
        } catch (AssertionError e) {
            throw new AssertionError(what + ": " + e.getMessage(), e);
        }
    }

    /** {@return how a call fails; whatever else it throws, or if it throws nothing, fails the test} */
    static NanokitException failure(Runnable call) {
        try {
            call.run();
        } catch (NanokitException e) {
            assertThat(e.getMessage()).as("what happened is told").isNotBlank();
            return e;
        }
        throw new AssertionError("the call was to fail, and it did not");
    }
}
