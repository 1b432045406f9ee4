package dev.nanokit.testkit.junit;

import dev.nanokit.ConsoleProgress;
import dev.nanokit.event.NanokitEvent;
import dev.nanokit.testkit.FakeProvider;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The text of what happened, for whoever reads a failed test. Thread-safe. */
public final class Transcript {

    private Transcript() {}

    /**
     * Writes down what was heard, with plans and failures in full.
     *
     * @param events the events of a run or of several
     * @return a heading and some lines
     */
    public static String of(List<? extends NanokitEvent> events) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(text, false, StandardCharsets.UTF_8)) {
            ConsoleProgress progress = new ConsoleProgress(out);
            for (NanokitEvent event : events) {
                progress.on(event);
                if (event instanceof NanokitEvent.StepFinished finished) {
                    finished.failure()
                            .ifPresent(failure -> out.print(failure.text().indent(4)));
                }
            }
        }
        return section("The events", text.toString(StandardCharsets.UTF_8));
    }

    /**
     * Writes down what was written to a platform, and what stands on it.
     *
     * @param fake the platform
     * @return two headings, and some lines below each
     */
    public static String of(FakeProvider fake) {
        return section("The journal", String.join("\n", fake.journal())) + "\n" + section("What stands", fake.dump());
    }

    private static String section(String heading, String text) {
        return heading + ":\n" + (text.isBlank() ? "  nothing\n" : text.indent(2));
    }
}
