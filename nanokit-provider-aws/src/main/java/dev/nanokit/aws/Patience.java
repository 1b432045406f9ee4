package dev.nanokit.aws;

import dev.nanokit.failure.ProviderException;
import dev.nanokit.provider.Operation;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Waits by looking: soon at first, then ever more seldom. Also for what AWS has just made and does not find yet, as it
 * answers before all of it knows (https://docs.aws.amazon.com/ec2/latest/devguide/eventual-consistency.html). Used by one
 * thread, for one wait.
 */
final class Patience {

    private static final Duration FIRST = Duration.ofMillis(200);
    private static final Duration LONGEST = Duration.ofSeconds(5);

    /** In all about half a minute, which is longer than AWS takes to know what it made, and shorter than a deadline. */
    private static final int TRIES = 10;

    /**
     * How long something that is used by what was deleted is waited for: balancers, tasks and databases leave network
     * interfaces behind that AWS takes away minutes later,
     * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-networking-awsvpc.html.
     */
    private static final Duration RELEASE = Duration.ofMinutes(10);

    private static final Duration BETWEEN_RELEASES = Duration.ofSeconds(15);

    private final Operation operation;
    private final Duration longest;
    private Duration next = FIRST;
    private Duration waited = Duration.ZERO;
    private int badLooks;

    Patience(Operation operation) {
        this(operation, LONGEST);
    }

    private Patience(Operation operation, Duration longest) {
        this.operation = operation;
        this.longest = longest;
    }

    /** Waits before the next look, until the operation's deadline, which ends it by throwing. */
    void pause() {
        operation.pause(next);
        waited = waited.plus(next);
        Duration twice = next.multipliedBy(2);
        next = twice.compareTo(longest) < 0 ? twice : longest;
    }

    /** The same after a refusal, which at the deadline tells more than that it is late. */
    private void pauseAfter(ProviderException refusal) {
        try {
            pause();
        } catch (ProviderException e) {
            refusal.addSuppressed(e);
            throw refusal;
        }
    }

    /** One look that AWS answers badly does not end a wait of minutes; several in a row do. */
    private <T> Optional<T> look(Supplier<Optional<T>> look) {
        try {
            Optional<T> seen = look.get();
            badLooks = 0;
            return seen;
        } catch (ProviderException e) {
            boolean mayBeBetter =
                    e.kind() == ProviderException.Kind.THROTTLED || e.kind() == ProviderException.Kind.UNAVAILABLE;
            badLooks++;
            if (!mayBeBetter || badLooks >= TRIES) {
                throw e;
            }
            return Optional.empty();
        }
    }

    /** {@return what a look finds in the end} */
    static <T> T until(Operation operation, Supplier<Optional<T>> look) {
        Patience patience = new Patience(operation);
        while (true) {
            Optional<T> seen = patience.look(look);
            if (seen.isPresent()) {
                return seen.get();
            }
            patience.pause();
        }
    }

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

    /** Deletes a thing by one call, as {@link #onceUnused} does. */
    static void deleteOnceUnused(String what, Operation operation, Supplier<?> delete) {
        onceUnused(what, operation, () -> AwsFailures.call("delete " + what, delete));
    }

    /**
     * Deletes what others may still use that are gone already.
     *
     * @param what the thing, for people
     * @param operation the write under way
     * @param delete the call; it is repeated while AWS says that the thing is in use
     */
    static void onceUnused(String what, Operation operation, Runnable delete) {
        Patience patience = new Patience(operation, BETWEEN_RELEASES);
        while (true) {
            try {
                delete.run();
                return;
            } catch (ProviderException e) {
                if (e.kind() != ProviderException.Kind.IN_USE) {
                    throw e;
                }
                if (patience.waited.compareTo(RELEASE) >= 0) {
                    throw new ProviderException(
                            ProviderException.Kind.FAILED,
                            e.getMessage() + ". It was waited for " + RELEASE.toMinutes()
                                    + " minutes: remove what uses it, see the network interfaces in the console of EC2",
                            e.getCause());
                }
                if (patience.waited.isZero()) {
                    operation.report(what + " is still in use; AWS lets go of it within some minutes");
                }
                patience.pauseAfter(e);
            }
        }
    }

    /**
     * Makes a call that refers to what was just made.
     *
     * @param what what is tried, for people
     * @param operation the write under way
     * @param call the call; it is repeated while AWS says that something does not exist
     * @return what it answers
     */
    static <T> T settled(String what, Operation operation, Supplier<T> call) {
        return settled(what, operation, e -> e.kind() == ProviderException.Kind.NOT_FOUND, call);
    }

    /** The same for calls that have other words for it. */
    static <T> T settled(String what, Operation operation, Predicate<ProviderException> isEarly, Supplier<T> call) {
        Patience patience = new Patience(operation);
        for (int left = TRIES - 1; ; left--) {
            try {
                return AwsFailures.call(what, call);
            } catch (ProviderException e) {
                if (left == 0 || !isEarly.test(e)) {
                    throw e;
                }
                patience.pauseAfter(e);
            }
        }
    }
}
