package dev.nanokit.aws.lab.rules;

import dev.nanokit.aws.lab.wire.ApiRequest;
import dev.nanokit.aws.lab.wire.Moto;
import java.util.Optional;

/**
 * Something that AWS refuses.
 *
 * @param service whose rule it is, as in the signature
 * @param operation of which request
 * @param code AWS's error code
 * @param source the page of AWS's documentation that says so
 * @param check tells what is wrong with a request
 */
record Rule(String service, String operation, String code, String source, Check check) {

    /** Looks at a request, and at what is there. */
    @FunctionalInterface
    interface Check {
        /** {@return what is wrong; empty if nothing is} */
        Optional<String> wrong(ApiRequest request, Moto moto);
    }

    static Optional<String> unless(boolean right, String words) {
        return right ? Optional.empty() : Optional.of(words);
    }
}
