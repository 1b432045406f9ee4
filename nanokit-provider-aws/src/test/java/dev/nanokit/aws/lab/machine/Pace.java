package dev.nanokit.aws.lab.machine;

import java.time.Duration;

/**
 * How long things take. The defaults are short enough for tests in real time, and long enough that each state in between
 * can be seen. Thread-safe; a change counts for what begins after it.
 */
public final class Pace {

    private volatile Duration taskStart = Duration.ofMillis(300);
    private volatile Duration taskStop = Duration.ofMillis(100);
    private volatile Duration restart = Duration.ofMillis(100);
    private volatile Duration steady = Duration.ofMillis(200);
    private volatile Duration containerCheck = Duration.ofMillis(100);
    private volatile Duration targetHealthy = Duration.ofMillis(200);
    private volatile Duration targetUnhealthy = Duration.ofMillis(400);
    private volatile Duration serviceDraining = Duration.ofMillis(200);
    private volatile Duration loadBalancer = Duration.ofMillis(200);
    private volatile Duration database = Duration.ofMillis(500);
    private volatile Duration interfaceRelease = Duration.ofMillis(200);
    private volatile Duration roleKnown = Duration.ZERO;
    private volatile Duration stoppedVisible = Duration.ofHours(1);
    private volatile Duration longestDrain = Duration.ofHours(1);
    private volatile Duration longestGrace = Duration.ofDays(365);

    /** {@return from PROVISIONING to RUNNING; default 0.3 s} */
    public Duration taskStart() {
        return taskStart;
    }

    /**
     * Sets {@link #taskStart()}.
     *
     * @param time how long
     * @return this
     */
    public Pace taskStart(Duration time) {
        taskStart = time;
        return this;
    }

    /** {@return from the end of a task's containers to STOPPED; default 0.1 s} */
    public Duration taskStop() {
        return taskStop;
    }

    /**
     * Sets {@link #taskStop()}.
     *
     * @param time how long
     * @return this
     */
    public Pace taskStop(Duration time) {
        taskStop = time;
        return this;
    }

    /** {@return the pause before a task is replaced that failed; doubles with each, up to a minute; default 0.1 s} */
    public Duration restart() {
        return restart;
    }

    /**
     * Sets {@link #restart()}.
     *
     * @param time how long
     * @return this
     */
    public Pace restart(Duration time) {
        restart = time;
        return this;
    }

    /** {@return how long all must be well before a deployment is COMPLETED; default 0.2 s} */
    public Duration steady() {
        return steady;
    }

    /**
     * Sets {@link #steady()}.
     *
     * @param time how long
     * @return this
     */
    public Pace steady(Duration time) {
        steady = time;
        return this;
    }

    /** {@return the longest interval between two health checks of a container; default 0.1 s} */
    public Duration containerCheck() {
        return containerCheck;
    }

    /**
     * Sets {@link #containerCheck()}.
     *
     * @param time how long
     * @return this
     */
    public Pace containerCheck(Duration time) {
        containerCheck = time;
        return this;
    }

    /** {@return until a target that answers is healthy; default 0.2 s} */
    public Duration targetHealthy() {
        return targetHealthy;
    }

    /**
     * Sets {@link #targetHealthy()}.
     *
     * @param time how long
     * @return this
     */
    public Pace targetHealthy(Duration time) {
        targetHealthy = time;
        return this;
    }

    /** {@return until a target that does not answer is unhealthy; default 0.4 s} */
    public Duration targetUnhealthy() {
        return targetUnhealthy;
    }

    /**
     * Sets {@link #targetUnhealthy()}.
     *
     * @param time how long
     * @return this
     */
    public Pace targetUnhealthy(Duration time) {
        targetUnhealthy = time;
        return this;
    }

    /** {@return the least time a deleted service is DRAINING; default 0.2 s} */
    public Duration serviceDraining() {
        return serviceDraining;
    }

    /**
     * Sets {@link #serviceDraining()}.
     *
     * @param time how long
     * @return this
     */
    public Pace serviceDraining(Duration time) {
        serviceDraining = time;
        return this;
    }

    /** {@return how long a load balancer is provisioning; default 0.2 s} */
    public Duration loadBalancer() {
        return loadBalancer;
    }

    /**
     * Sets {@link #loadBalancer()}.
     *
     * @param time how long
     * @return this
     */
    public Pace loadBalancer(Duration time) {
        loadBalancer = time;
        return this;
    }

    /** {@return how long a database is creating, modifying or deleting; default 0.5 s} */
    public Duration database() {
        return database;
    }

    /**
     * Sets {@link #database()}.
     *
     * @param time how long
     * @return this
     */
    public Pace database(Duration time) {
        database = time;
        return this;
    }

    /** {@return how long network interfaces outlive what they belonged to; default 0.2 s} */
    public Duration interfaceRelease() {
        return interfaceRelease;
    }

    /**
     * Sets {@link #interfaceRelease()}.
     *
     * @param time how long
     * @return this
     */
    public Pace interfaceRelease(Duration time) {
        interfaceRelease = time;
        return this;
    }

    /**
     * {@return how long a new role cannot be assumed by tasks; default not at all. AWS: "Changes that I make are not always
     * immediately visible", IAM's troubleshoot.html}
     */
    public Duration roleKnown() {
        return roleKnown;
    }

    /**
     * Sets {@link #roleKnown()}.
     *
     * @param time how long
     * @return this
     */
    public Pace roleKnown(Duration time) {
        roleKnown = time;
        return this;
    }

    /** {@return how long stopped tasks and deleted services are shown; default an hour, as on AWS} */
    public Duration stoppedVisible() {
        return stoppedVisible;
    }

    /**
     * Sets {@link #stoppedVisible()}.
     *
     * @param time how long
     * @return this
     */
    public Pace stoppedVisible(Duration time) {
        stoppedVisible = time;
        return this;
    }

    /** {@return the longest a target drains, whatever its group says; default: what its group says} */
    public Duration longestDrain() {
        return longestDrain;
    }

    /**
     * Sets {@link #longestDrain()}.
     *
     * @param time how long
     * @return this
     */
    public Pace longestDrain(Duration time) {
        longestDrain = time;
        return this;
    }

    /** {@return the longest grace of health checks, whatever a service says; default: what the service says} */
    public Duration longestGrace() {
        return longestGrace;
    }

    /**
     * Sets {@link #longestGrace()}.
     *
     * @param time how long
     * @return this
     */
    public Pace longestGrace(Duration time) {
        longestGrace = time;
        return this;
    }
}
