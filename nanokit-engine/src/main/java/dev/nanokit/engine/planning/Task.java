package dev.nanokit.engine.planning;

import dev.nanokit.provider.Resource;
import dev.nanokit.provider.Slot;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What the executor has to do for a step. Closed. */
public sealed interface Task {

    /** {@return what is written; empty if nothing is} */
    default Optional<Draft> draft() {
        return Optional.empty();
    }

    /**
     * Create, and start if it runs.
     *
     * @param what what
     */
    record Create(Draft what) implements Task {
        @Override
        public Optional<Draft> draft() {
            return Optional.of(what);
        }
    }

    /**
     * Change where it stands.
     *
     * @param found what is there
     * @param what what it becomes
     * @param keepsServing whether it goes on serving as it was until it is ready as it is to be
     */
    record Update(Resource found, Draft what, boolean keepsServing) implements Task {
        @Override
        public Optional<Draft> draft() {
            return Optional.of(what);
        }
    }

    /**
     * Start what is there.
     *
     * @param found what
     */
    record Start(Resource found) implements Task {}

    /**
     * Stop what runs.
     *
     * @param found what
     */
    record Stop(Resource found) implements Task {}

    /**
     * Delete what is there.
     *
     * @param found what
     */
    record Delete(Resource found) implements Task {}

    /**
     * Create a job and run it to its end.
     *
     * @param what what
     */
    record RunJob(Draft what) implements Task {
        @Override
        public Optional<Draft> draft() {
            return Optional.of(what);
        }
    }

    /**
     * Run a job that is there to its end.
     *
     * @param found what
     * @param mayFail whether the run goes on if it fails
     */
    record RunFound(Resource found, boolean mayFail) implements Task {}

    /**
     * Put a service back to the version in which it was found before.
     *
     * @param before what was found
     */
    record Back(Resource before) implements Task {}

    /**
     * Set who is in a rotation.
     *
     * @param membership which rotation
     * @param members who is in it afterwards
     * @param entering who of them enters
     * @param leaving who leaves
     */
    record Switch(Slot membership, List<Occupant> members, List<Occupant> entering, List<Occupant> leaving)
            implements Task {}

    /**
     * Wait until ready.
     *
     * @param whom for whom
     * @param quorum whether for all or for any
     */
    record Await(List<Occupant> whom, Quorum quorum) implements Task {}

    /**
     * Let time pass.
     *
     * @param time how long
     */
    record Drain(Duration time) implements Task {}

    /** Nothing: a point that others wait for. */
    record Gate() implements Task {}

    /** How many must be ready. */
    enum Quorum {
        /** Every one. */
        ALL,
        /** One. */
        ANY
    }
}
