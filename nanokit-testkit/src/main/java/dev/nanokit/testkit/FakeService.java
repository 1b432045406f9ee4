package dev.nanokit.testkit;

import java.time.Duration;

/**
 * A service or database on the fake platform, as a test wants it to behave:
 *
 * <pre>{@code
 * fake.service("api").becomesReadyAfter(Duration.ofSeconds(40)).thenCrashes();
 * }</pre>
 *
 * <p>Each word counts from the next start of an instance on. Thread-safe.
 */
public final class FakeService {

    private static final Duration SOON = Duration.ofSeconds(1);

    private final FakePlatform platform;
    private final String name;

    FakeService(FakePlatform platform, String name) {
        this.platform = platform;
        this.name = name;
    }

    /**
     * Lets it start slowly.
     *
     * @param time when it becomes ready
     * @return this
     */
    public FakeService becomesReadyAfter(Duration time) {
        return behaves(Behaviour.readyAfter(time));
    }

    /**
     * Lets it run and never be ready.
     *
     * @return this
     */
    public FakeService neverBecomesReady() {
        return behaves(Behaviour.neverReady());
    }

    /**
     * Lets it end by itself before it is ready.
     *
     * @param time when
     * @param exitCode with what
     * @param log what it says before
     * @return this
     */
    public FakeService crashesAfter(Duration time, int exitCode, String... log) {
        return behaves(Behaviour.exits(time, exitCode, log));
    }

    /**
     * Lets it end by itself, with exit code 1, a second after it has become ready.
     *
     * @return this
     */
    public FakeService thenCrashes() {
        return thenCrashesAfter(SOON, 1);
    }

    /**
     * Lets it end by itself after it has become ready.
     *
     * @param time how long it was ready
     * @param exitCode with what it ends
     * @param log what it says before
     * @return this
     */
    public FakeService thenCrashesAfter(Duration time, int exitCode, String... log) {
        return behaves(platform.behaviour(name).thenExits(time, exitCode, log));
    }

    /**
     * Lets it be ready and not ready in turn, once it has become ready.
     *
     * @param time how long each lasts
     * @return this
     */
    public FakeService flaps(Duration time) {
        return behaves(platform.behaviour(name).flapping(time));
    }

    /**
     * Lets its image not be there: creating an instance fails.
     *
     * @return this
     */
    public FakeService imageIsMissing() {
        return behaves(Behaviour.imageMissing());
    }

    private FakeService behaves(Behaviour behaviour) {
        platform.behave(name, behaviour);
        return this;
    }
}
