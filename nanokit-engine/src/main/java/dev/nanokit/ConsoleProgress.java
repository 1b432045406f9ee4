package dev.nanokit;

import dev.nanokit.event.NanokitEvent;
import dev.nanokit.event.NanokitListener;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;

/** Prints what happens, a line an event, plainly: no colours, no cursor moves. Thread-safe as far as its stream is. */
public final class ConsoleProgress implements NanokitListener {

    private final PrintStream out;

    /**
     * Makes a printer.
     *
     * @param out where to print, most often {@code System.out}
     */
    public ConsoleProgress(PrintStream out) {
        this.out = Objects.requireNonNull(out, "out");
    }

    @Override
    public void on(NanokitEvent event) {
        if (event instanceof NanokitEvent.PlanMade made) {
            out.print(made.plan().text());
        } else if (event instanceof NanokitEvent.StepProgressed progressed) {
            out.println("    " + progressed.step().words() + ": " + progressed.progress());
        } else if (event instanceof NanokitEvent.StepFinished finished) {
            print(finished);
        } else if (event instanceof NanokitEvent.Notice notice) {
            out.println("    note: " + notice.text());
        } else if (event instanceof NanokitEvent.RunFinished finished) {
            out.println(
                    finished.failure().map(code -> "failed: " + code).orElse("done") + " in " + words(finished.took()));
        } else if (event instanceof NanokitEvent.RunStarted started) {
            out.println(started.verb() + " " + started.subject());
        }
    }

    private void print(NanokitEvent.StepFinished finished) {
        boolean failed = finished.failure().isPresent();
        boolean tellsNothing =
                !finished.step().action().isChange() && finished.took().toMillis() < 100;
        if (failed || !tellsNothing) {
            out.println("  " + (failed ? "FAILED " : "ok ") + finished.step().words() + " " + words(finished.took()));
        }
    }

    private static String words(Duration time) {
        return String.format(Locale.ROOT, "%.2f s", time.toMillis() / 1000.0);
    }
}
