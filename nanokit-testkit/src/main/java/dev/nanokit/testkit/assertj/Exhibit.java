package dev.nanokit.testkit.assertj;

import dev.nanokit.event.NanokitEvent;
import dev.nanokit.plan.Plan;
import dev.nanokit.testkit.FakeProvider;
import dev.nanokit.testkit.junit.Transcript;
import java.util.List;

/** What a failure shows under its sentence, so that nobody has to run the test again to see it. */
final class Exhibit {

    private Exhibit() {}

    static String plan(Plan plan) {
        return "\nThe plan:\n" + indented(plan.text());
    }

    static String world(FakeProvider fake) {
        return "\n" + Transcript.of(fake);
    }

    static String events(List<? extends NanokitEvent> events) {
        return "\n" + Transcript.of(events);
    }

    static String indented(String text) {
        return text.isBlank() ? "  nothing\n" : text.indent(2);
    }
}
