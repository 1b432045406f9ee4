package dev.nanokit.observation;

/** The failure of a step or a run as Micrometer takes it. It is never thrown, and has no stack. */
final class ObservedFailureException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ObservedFailureException(String message) {
        super(message, null, false, false);
    }
}
