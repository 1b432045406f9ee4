package dev.nanokit.provider;

import java.util.List;

/**
 * How a command ended. Immutable and thread-safe.
 *
 * @param exitCode its exit code
 * @param output what it wrote, oldest line first; a platform may cut off the beginning
 */
public record ProgramResult(int exitCode, List<String> output) {

    /** Copies the components. */
    public ProgramResult {
        output = List.copyOf(output);
    }

    /** {@return whether its exit code is 0} */
    public boolean isSuccess() {
        return exitCode == 0;
    }
}
