package dev.nanokit.run;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/**
 * How a run is to behave. Begin with {@link #standard} and change what differs:
 *
 * <pre>{@code
 * RunOptions.standard().deadline(Duration.ofMinutes(10)).onFailure(OnFailure.STOP).protect("main-db")
 * }</pre>
 *
 * <p>Immutable and thread-safe: each call gives a copy.
 */
public final class RunOptions {

    private static final RunOptions STANDARD = new RunOptions(new Draft());

    private final Duration deadline;
    private final Duration stepDeadline;
    private final Duration callDeadline;
    private final Duration leaseWait;
    private final Duration leaseTime;
    private final OptionalInt parallelism;
    private final OnFailure onFailure;
    private final boolean returnOnFailure;
    private final OptionalInt maxDeletes;
    private final Set<String> protectedNames;
    private final boolean allDataMayGo;
    private final Set<String> dataThatMayGo;
    private final Optional<Cancellation> cancellation;

    private RunOptions(Draft draft) {
        deadline = draft.deadline;
        stepDeadline = draft.stepDeadline;
        callDeadline = draft.callDeadline;
        leaseWait = draft.leaseWait;
        leaseTime = draft.leaseTime;
        parallelism = draft.parallelism;
        onFailure = draft.onFailure;
        returnOnFailure = draft.returnOnFailure;
        maxDeletes = draft.maxDeletes;
        protectedNames = Set.copyOf(draft.protectedNames);
        allDataMayGo = draft.allDataMayGo;
        dataThatMayGo = Set.copyOf(draft.dataThatMayGo);
        cancellation = draft.cancellation;
    }

    /**
     * Gives the defaults: an hour for the run, 20 minutes for a step, 15 for a call, fail at once if another run holds
     * the lease, go on with what is independent of a failed step, delete no data.
     *
     * @return the defaults
     */
    public static RunOptions standard() {
        return STANDARD;
    }

    /**
     * Replaces the time for the whole run, from its first question to the platform to its last.
     *
     * @param time more than 0; default 1 hour
     * @return a copy
     */
    public RunOptions deadline(Duration time) {
        Draft draft = new Draft(this);
        draft.deadline = positive(time, "deadline");
        return new RunOptions(draft);
    }

    /**
     * Replaces the time for one step that writes, its retries included. Waits for readiness have the deadline of their
     * health check.
     *
     * @param time more than 0; default 20 minutes
     * @return a copy
     */
    public RunOptions stepDeadline(Duration time) {
        Draft draft = new Draft(this);
        draft.stepDeadline = positive(time, "step deadline");
        return new RunOptions(draft);
    }

    /**
     * Replaces the time for one call of the provider, an image pull included. A call that does not come back is given
     * up, and its step fails.
     *
     * @param time more than 0; default 15 minutes
     * @return a copy
     */
    public RunOptions callDeadline(Duration time) {
        Draft draft = new Draft(this);
        draft.callDeadline = positive(time, "call deadline");
        return new RunOptions(draft);
    }

    /**
     * Replaces how long a run waits for another one that holds the lease of the scope.
     *
     * @param time 0 (the default) fails at once
     * @return a copy
     */
    public RunOptions waitForLease(Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException("the wait for a lease is 0 or more, got " + time);
        }
        Draft draft = new Draft(this);
        draft.leaseWait = time;
        return new RunOptions(draft);
    }

    /**
     * Replaces for how long the lease of the scope is granted at a time; it is renewed while the run lives, and runs out
     * this long after its holder died.
     *
     * @param time at least 2 s; default 30 s
     * @return a copy
     */
    public RunOptions leaseTime(Duration time) {
        if (time.compareTo(Duration.ofSeconds(2)) < 0) {
            throw new IllegalArgumentException("a lease is granted for at least 2 s, got " + time);
        }
        Draft draft = new Draft(this);
        draft.leaseTime = time;
        return new RunOptions(draft);
    }

    /**
     * Limits how many writes are under way at once.
     *
     * @param writes at least 1; default is what the provider finds useful
     * @return a copy
     */
    public RunOptions parallelism(int writes) {
        if (writes < 1) {
            throw new IllegalArgumentException("parallelism is at least 1, got " + writes);
        }
        Draft draft = new Draft(this);
        draft.parallelism = OptionalInt.of(writes);
        return new RunOptions(draft);
    }

    /**
     * Replaces what happens when a step has failed.
     *
     * @param what default {@link OnFailure#CONTINUE}
     * @return a copy
     */
    public RunOptions onFailure(OnFailure what) {
        Draft draft = new Draft(this);
        draft.onFailure = Objects.requireNonNull(what, "what");
        return new RunOptions(draft);
    }

    /**
     * Lets a run that failed bring services back to the version that stood before it. The run fails all the same, and
     * its report says what was brought back.
     *
     * @return a copy
     */
    public RunOptions returnOnFailure() {
        Draft draft = new Draft(this);
        draft.returnOnFailure = true;
        return new RunOptions(draft);
    }

    /**
     * Refuses plans that delete more than so many resources, replaced ones included.
     *
     * @param deletes 0 or more; default is no limit
     * @return a copy
     */
    public RunOptions maxDeletes(int deletes) {
        if (deletes < 0) {
            throw new IllegalArgumentException("the most deletes are 0 or more, got " + deletes);
        }
        Draft draft = new Draft(this);
        draft.maxDeletes = OptionalInt.of(deletes);
        return new RunOptions(draft);
    }

    /**
     * Refuses plans that delete or replace what is named, whatever else is allowed.
     *
     * @param names names of services, databases or volumes
     * @return a copy
     */
    public RunOptions protect(String... names) {
        Draft draft = new Draft(this);
        draft.protectedNames.addAll(List.of(names));
        return new RunOptions(draft);
    }

    /**
     * Gives leave to delete the data of what is named: the only way in which data is ever deleted, beside
     * {@link #deleteAllData}.
     *
     * @param names names of databases or volumes
     * @return a copy
     */
    public RunOptions deleteData(String... names) {
        Draft draft = new Draft(this);
        draft.dataThatMayGo.addAll(List.of(names));
        return new RunOptions(draft);
    }

    /**
     * Gives leave to delete all data of the scope.
     *
     * @return a copy
     */
    public RunOptions deleteAllData() {
        Draft draft = new Draft(this);
        draft.allDataMayGo = true;
        return new RunOptions(draft);
    }

    /**
     * Lets another thread end the run.
     *
     * @param word ends it when it is said
     * @return a copy
     */
    public RunOptions cancellation(Cancellation word) {
        Draft draft = new Draft(this);
        draft.cancellation = Optional.of(word);
        return new RunOptions(draft);
    }

    /** {@return the time for the whole run} */
    public Duration deadline() {
        return deadline;
    }

    /** {@return the time for one step that writes} */
    public Duration stepDeadline() {
        return stepDeadline;
    }

    /** {@return the time for one call of the provider} */
    public Duration callDeadline() {
        return callDeadline;
    }

    /** {@return how long a run waits for the lease} */
    public Duration waitForLease() {
        return leaseWait;
    }

    /** {@return for how long the lease is granted at a time} */
    public Duration leaseTime() {
        return leaseTime;
    }

    /** {@return how many writes are under way at once; empty for what the provider finds useful} */
    public OptionalInt parallelism() {
        return parallelism;
    }

    /** {@return what happens when a step has failed} */
    public OnFailure onFailure() {
        return onFailure;
    }

    /** {@return whether a failed run brings back the version before it} */
    public boolean returnsOnFailure() {
        return returnOnFailure;
    }

    /** {@return how many deletes a plan may have; empty for no limit} */
    public OptionalInt maxDeletes() {
        return maxDeletes;
    }

    /** {@return names of what may not be deleted or replaced} */
    public Set<String> protectedNames() {
        return protectedNames;
    }

    /** {@return whether all data of the scope may go} */
    public boolean allDataMayGo() {
        return allDataMayGo;
    }

    /** {@return names of what may lose its data} */
    public Set<String> dataThatMayGo() {
        return dataThatMayGo;
    }

    /** {@return the word that ends the run; empty if there is none} */
    public Optional<Cancellation> cancellation() {
        return cancellation;
    }

    private static Duration positive(Duration time, String what) {
        if (time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException("a " + what + " is more than 0, got " + time);
        }
        return time;
    }

    /** A copy while it is being changed. */
    private static final class Draft {
        private Duration deadline = Duration.ofHours(1);
        private Duration stepDeadline = Duration.ofMinutes(20);
        private Duration callDeadline = Duration.ofMinutes(15);
        private Duration leaseWait = Duration.ZERO;
        private Duration leaseTime = Duration.ofSeconds(30);
        private OptionalInt parallelism = OptionalInt.empty();
        private OnFailure onFailure = OnFailure.CONTINUE;
        private boolean returnOnFailure;
        private OptionalInt maxDeletes = OptionalInt.empty();
        private final Set<String> protectedNames = new TreeSet<>();
        private boolean allDataMayGo;
        private final Set<String> dataThatMayGo = new TreeSet<>();
        private Optional<Cancellation> cancellation = Optional.empty();

        private Draft() {}

        private Draft(RunOptions like) {
            deadline = like.deadline;
            stepDeadline = like.stepDeadline;
            callDeadline = like.callDeadline;
            leaseWait = like.leaseWait;
            leaseTime = like.leaseTime;
            parallelism = like.parallelism;
            onFailure = like.onFailure;
            returnOnFailure = like.returnOnFailure;
            maxDeletes = like.maxDeletes;
            protectedNames.addAll(like.protectedNames);
            allDataMayGo = like.allDataMayGo;
            dataThatMayGo.addAll(like.dataThatMayGo);
            cancellation = like.cancellation;
        }
    }
}
