package dev.nanokit.fuzz;

import dev.nanokit.Nanokit;
import dev.nanokit.failure.InvalidSpecException;
import java.nio.charset.StandardCharsets;

/** What the fuzzer runs: any bytes are a project or a list of problems, and nothing else. */
public final class FileFuzzer {

    private FileFuzzer() {}

    /**
     * Called by the fuzzer.
     *
     * @param data the content of a file
     */
    public static void fuzzerTestOneInput(byte[] data) {
        try {
            Nanokit.load(new String(data, StandardCharsets.UTF_8)).validate();
        } catch (InvalidSpecException e) {
            if (e.problems().isEmpty() || e.getMessage() == null) {
                throw new IllegalStateException("refused without a problem", e);
            }
        }
    }
}
