package dev.nanokit.failure;

import java.util.List;
import java.util.stream.Collectors;

/** A file is wrong. Holds all problems found, not only the first. */
public final class InvalidSpecException extends NanokitException {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /**
     * Makes the exception for a list of problems.
     *
     * @param problems at least one
     */
    public InvalidSpecException(List<Problem> problems) {
        super("spec.invalid", describe(problems), null);
        this.problems = List.copyOf(problems);
    }

    /** {@return all problems, in file order} */
    public List<Problem> problems() {
        return problems;
    }

    private static String describe(List<Problem> problems) {
        String count = problems.size() == 1 ? "1 problem" : problems.size() + " problems";
        return problems.stream().map(Problem::text).collect(Collectors.joining("\n", count + ":\n", ""));
    }
}
