package dev.nanokit.aws.lab.wire;

import java.util.LinkedHashMap;
import java.util.Map;

/** An error of AWS's: ends the handling of a request with the code, status and words that AWS gives. */
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final int status;
    private final String text;
    private final transient Map<String, String> members = new LinkedHashMap<>();

    /**
     * Makes a refusal.
     *
     * @param code the error code
     * @param status HTTP status
     * @param text the message
     */
    public Refusal(String code, int status, String text) {
        super(code + ": " + text, null, false, false);
        this.code = code;
        this.status = status;
        this.text = text;
    }

    /**
     * Makes a refusal with status 400, as most are.
     *
     * @param code the error code
     * @param text the message
     */
    public Refusal(String code, String text) {
        this(code, 400, text);
    }

    /**
     * Adds a member to the error's body, where the protocol has one.
     *
     * @param name its name
     * @param value its value
     * @return this
     */
    public Refusal with(String name, String value) {
        members.put(name, value);
        return this;
    }

    /** {@return the error code} */
    public String code() {
        return code;
    }

    /** {@return HTTP status} */
    public int status() {
        return status;
    }

    /** {@return the message} */
    public String text() {
        return text;
    }

    Map<String, String> members() {
        return members;
    }
}
