package dev.nanokit.aws;

import dev.nanokit.failure.ProviderException;
import dev.nanokit.provider.Operation;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Looks until something is so: early at first, then less and less often. The operation's deadline ends it. */
final class Waiting {

    private static final Duration FIRST = Duration.ofMillis(200);
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private Waiting() {}

    /** {@return what is made, once the one before of that name has gone: only then is the name free again} */
    static <T> T onceFree(Operation operation, Supplier<T> make, BooleanSupplier isGoing) {
        try {
            return make.get();
        } catch (ProviderException e) {
            if (e.kind() != ProviderException.Kind.CONFLICT || !isGoing.getAsBoolean()) {
                throw e;
            }
            until(operation, () -> isGoing.getAsBoolean() ? Optional.empty() : Optional.of(true));
            return make.get();
        }
    }

    /** {@return the first answer that is not empty} */
    static <T> T until(Operation operation, Supplier<Optional<T>> look) {
        Duration pause = FIRST;
        while (true) {
            Optional<T> answer = look.get();
            if (answer.isPresent()) {
                return answer.get();
            }
            operation.pause(pause);
            pause = pause.multipliedBy(2).compareTo(LONGEST) < 0 ? pause.multipliedBy(2) : LONGEST;
        }
    }
}
