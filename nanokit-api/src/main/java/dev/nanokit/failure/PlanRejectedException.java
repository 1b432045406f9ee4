package dev.nanokit.failure;

import java.util.List;

/**
 * A plan is not carried out, before anything was written: the platform cannot do what the file says, data would be
 * deleted without leave, no order satisfies the plan, or the world has moved since it was made.
 */
public final class PlanRejectedException extends NanokitException {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /**
     * Makes the exception.
     *
     * @param code for instance {@code plan.refused}, {@code plan.data-protected}, {@code plan.stale}, {@code plan.cycle}
     * @param message what and why, and what to do
     * @param problems the places in the file that it is about; may be empty
     */
    public PlanRejectedException(String code, String message, List<Problem> problems) {
        super(code, message, null);
        this.problems = List.copyOf(problems);
    }

    /** {@return the places in the file that it is about; empty if it is about none} */
    public List<Problem> problems() {
        return problems;
    }
}
