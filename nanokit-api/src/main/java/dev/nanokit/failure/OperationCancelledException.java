package dev.nanokit.failure;

/** The run was cancelled or its thread interrupted. What was created carries labels; the next {@code up} goes on. */
public final class OperationCancelledException extends NanokitException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param message what was cancelled
     */
    public OperationCancelledException(String message) {
        super("run.cancelled", message, null);
    }
}
