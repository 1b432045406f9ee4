package dev.nanokit.testkit.assertj;

import dev.nanokit.testkit.FakeProvider;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions on what stands on a fake platform and on what was written to it. A failure shows both. Not thread-safe.
 */
public final class WorldAssert extends AbstractAssert<WorldAssert, FakeProvider> {

    WorldAssert(FakeProvider fake) {
        super(fake, WorldAssert.class);
    }

    /**
     * Verifies how many instances of a service run, ready or not.
     *
     * @param service name of a service or database
     * @param count how many
     * @return this
     */
    public WorldAssert runs(String service, int count) {
        int running = fake().running(service);
        return require(running == count, count + " of " + service + " to run, but " + running + " do");
    }

    /**
     * Verifies that a service answers requests, whatever its version.
     *
     * @param service its name
     * @return this
     */
    public WorldAssert answers(String service) {
        return require(fake().request(service).isPresent(), service + " to answer, but nothing does");
    }

    /**
     * Verifies that a service answers requests in a certain version.
     *
     * @param service its name
     * @param image the image of what answers
     * @return this
     */
    public WorldAssert answers(String service, String image) {
        Optional<String> answer = fake().request(service);
        return require(
                answer.equals(Optional.of(image)),
                image + " to answer for " + service + ", but " + answer.orElse("nothing") + " does");
    }

    /**
     * Verifies that nothing answers for a service.
     *
     * @param service its name
     * @return this
     */
    public WorldAssert doesNotAnswer(String service) {
        Optional<String> answer = fake().request(service);
        return require(answer.isEmpty(), "nothing to answer for " + service + ", but " + answer.orElse("") + " does");
    }

    /**
     * Verifies that something stands in each slot.
     *
     * @param slots for instance {@code volume/main}
     * @return this
     */
    public WorldAssert has(String... slots) {
        for (String slot : slots) {
            require(stands(slot), "something to stand at " + slot);
        }
        return this;
    }

    /**
     * Verifies that nothing stands in any of the slots.
     *
     * @param slots for instance {@code instance/web.2}
     * @return this
     */
    public WorldAssert hasNo(String... slots) {
        for (String slot : slots) {
            require(!stands(slot), "nothing to stand at " + slot);
        }
        return this;
    }

    private boolean stands(String slot) {
        return fake().dump().lines().anyMatch(line -> line.startsWith(slot + "@"));
    }

    /**
     * Verifies that nothing stands at all.
     *
     * @return this
     */
    public WorldAssert hasNothing() {
        return require(fake().dump().isBlank(), "nothing to stand");
    }

    /**
     * Verifies that each of some writes reached the platform.
     *
     * @param writes how they begin in the journal, for instance {@code create instance/web}
     * @return this
     */
    public WorldAssert wrote(String... writes) {
        for (String write : writes) {
            require(
                    fake().journal().stream().anyMatch(line -> line.startsWith(write)),
                    "a write '" + write + "', but there is none");
        }
        return this;
    }

    /**
     * Verifies that none of some writes reached the platform.
     *
     * @param writes how they would begin in the journal
     * @return this
     */
    public WorldAssert didNotWrite(String... writes) {
        for (String write : writes) {
            require(
                    fake().journal().stream().noneMatch(line -> line.startsWith(write)),
                    "no write '" + write + "', but there is one");
        }
        return this;
    }

    /**
     * Verifies that nothing has reached the platform since a moment.
     *
     * @param mark how long the journal was then: {@code fake.journal().size()}
     * @return this
     */
    public WorldAssert wroteNothingSince(int mark) {
        List<String> journal = fake().journal();
        List<String> since = journal.subList(mark, journal.size());
        return require(
                since.isEmpty(),
                "no write since the first " + mark + ", but there is\n"
                        + since.stream().collect(Collectors.joining("\n  ", "  ", "")));
    }

    /**
     * Verifies that no run holds a lease.
     *
     * @return this
     */
    public WorldAssert holdsNoLease() {
        return require(fake().leases() == 0, "no lease to be held, but " + fake().leases() + " are");
    }

    private FakeProvider fake() {
        isNotNull();
        return actual;
    }

    private WorldAssert require(boolean holds, String wish) {
        if (!holds) {
            failWithMessage("%s", "Expected " + wish + "\n" + Exhibit.world(fake()));
        }
        return this;
    }
}
