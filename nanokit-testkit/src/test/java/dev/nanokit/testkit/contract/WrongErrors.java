package dev.nanokit.testkit.contract;

import dev.nanokit.failure.ProviderException;
import java.util.function.Supplier;

/** Tells errors wrongly. */
record WrongErrors(Mutant mutant) implements Interceptor {

    @Override
    public <T> T around(Call call, Supplier<T> body) {
        try {
            return body.get();
        } catch (ProviderException e) {
            if (mutant == Mutant.ERRORS_WITHOUT_KIND) {
                throw new IllegalStateException(e.getMessage(), e);
            }
            throw new ProviderException(ProviderException.Kind.FAILED, String.valueOf(e.getMessage()), e);
        }
    }
}
