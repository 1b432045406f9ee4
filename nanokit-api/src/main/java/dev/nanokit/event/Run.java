package dev.nanokit.event;

import java.util.Objects;

/**
 * One run of a verb. No two are equal, so that who hears several runs at once can tell whose event it is. Immutable and
 * thread-safe.
 */
public final class Run {

    private final String verb;
    private final String subject;

    /**
     * Makes a run that is equal to no other.
     *
     * @param verb what was asked for, for instance {@code up}
     * @param subject the scope
     */
    public Run(String verb, String subject) {
        this.verb = Objects.requireNonNull(verb, "verb");
        this.subject = Objects.requireNonNull(subject, "subject");
    }

    /** {@return what was asked for, for instance {@code up}} */
    public String verb() {
        return verb;
    }

    /** {@return the scope} */
    public String subject() {
        return subject;
    }

    /** {@return verb and scope, for instance {@code up shop/local}} */
    @Override
    public String toString() {
        return verb + " " + subject;
    }
}
