package dev.nanokit.failure;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A run ended without reaching what the file says. {@link #report} explains it. */
public final class RolloutFailedException extends NanokitException {

    private static final long serialVersionUID = 1L;

    private final transient FailureReport report;

    /**
     * Makes the exception.
     *
     * @param report what failed and why
     * @param cause the exception of the first failed step, if it was one
     */
    public RolloutFailedException(FailureReport report, @Nullable Throwable cause) {
        super("run.failed", report.text(), cause);
        this.report = Objects.requireNonNull(report, "report");
    }

    /** {@return what failed and why} */
    public FailureReport report() {
        return report;
    }
}
