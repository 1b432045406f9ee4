package dev.nanokit.testkit.junit;

import dev.nanokit.Nanokit;
import dev.nanokit.event.NanokitEvent;
import dev.nanokit.event.Run;
import dev.nanokit.model.Project;
import dev.nanokit.plan.Plan;
import dev.nanokit.testkit.FakeProvider;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The way to the verbs on a fake platform, which keeps every event that they tell:
 *
 * <pre>{@code
 * TestEngine engine = TestEngine.on(FakeProvider.instances());
 * engine.load(yaml).up();
 * engine.events();
 * }</pre>
 *
 * <p>{@link NanokitTest} gives one to each test. Thread-safe.
 */
public final class TestEngine {

    private final FakeProvider fake;
    private final List<NanokitEvent> events = new CopyOnWriteArrayList<>();

    private TestEngine(FakeProvider fake) {
        this.fake = Objects.requireNonNull(fake, "fake");
    }

    /**
     * Makes an engine on a platform.
     *
     * @param fake the platform
     * @return an engine that has heard nothing yet
     */
    public static TestEngine on(FakeProvider fake) {
        return new TestEngine(fake);
    }

    /**
     * Begins with a text, as {@link Nanokit#load(String)} does.
     *
     * @param yaml the content of a nanokit.yml
     * @return a way to the verbs, on this platform and heard by this engine
     */
    public Nanokit load(String yaml) {
        return bound(Nanokit.load(yaml));
    }

    /**
     * Begins with a file, as {@link Nanokit#load(Path)} does.
     *
     * @param file a nanokit.yml
     * @return a way to the verbs, on this platform and heard by this engine
     */
    public Nanokit load(Path file) {
        return bound(Nanokit.load(file));
    }

    /**
     * Begins with a project that was built in code.
     *
     * @param project the project
     * @return a way to the verbs, on this platform and heard by this engine
     */
    public Nanokit of(Project project) {
        return bound(Nanokit.of(project));
    }

    private Nanokit bound(Nanokit kit) {
        return kit.provider(fake).listener(events::add);
    }

    /** {@return the platform} */
    public FakeProvider platform() {
        return fake;
    }

    /** {@return every event so far, of all runs, in the order in which they were heard} */
    public List<NanokitEvent> events() {
        return List.copyOf(events);
    }

    /** {@return the events of the run that began last; empty if none has begun} */
    public List<NanokitEvent> lastRun() {
        List<NanokitEvent> all = events();
        Optional<Run> last = all.stream()
                .filter(NanokitEvent.RunStarted.class::isInstance)
                .map(NanokitEvent::run)
                .reduce((one, other) -> other);
        return all.stream()
                .filter(event -> last.equals(Optional.of(event.run())))
                .toList();
    }

    /** {@return the plans that were carried out, in order} */
    List<Plan> plans() {
        return events.stream()
                .filter(NanokitEvent.PlanMade.class::isInstance)
                .map(event -> ((NanokitEvent.PlanMade) event).plan())
                .toList();
    }

    KnownSecrets secrets() {
        return KnownSecrets.of(this);
    }

    /** {@return what happened and what stands, for people; secrets of the project are stars} */
    public String text() {
        return secrets().mask(Transcript.of(events()) + "\n" + Transcript.of(fake));
    }

    /** {@return the same as {@link #text}} */
    @Override
    public String toString() {
        return text();
    }
}
