package dev.nanokit.plan;

/** What a step does. The set may grow; treat an unknown one as a change. */
public enum Action {
    /** Creates a resource, and starts it if it runs. */
    CREATE("+", true),
    /** Changes a resource where it stands. */
    UPDATE("~", true),
    /** Starts what is there and does not run. */
    START(">", true),
    /** Stops what runs. */
    STOP("x", true),
    /** Deletes a resource. */
    DELETE("-", true),
    /** Changes who is in the rotation of a service. */
    SWITCH("=", true),
    /** Runs a command to its end. */
    RUN("!", true),
    /** Waits until something is ready. No change. */
    AWAIT("?", false),
    /** Lets requests under way end before their instance is stopped. No change. */
    DRAIN(".", false),
    /** Waits until everything wanted is in place. No change. */
    GATE("|", false);

    private final String sign;
    private final boolean change;

    Action(String sign, boolean change) {
        this.sign = sign;
        this.change = change;
    }

    /** {@return one character that stands for it in a printed plan} */
    public String sign() {
        return sign;
    }

    /** {@return whether it changes the platform} */
    public boolean isChange() {
        return change;
    }
}
