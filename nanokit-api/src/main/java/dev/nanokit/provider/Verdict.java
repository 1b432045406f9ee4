package dev.nanokit.provider;

import java.util.Objects;
import java.util.Set;

/** What a provider says of a difference. The set of forms is closed. Immutable and thread-safe. */
public sealed interface Verdict {

    /** The difference is none. */
    record Same() implements Verdict {}

    /**
     * The resource can be changed where it stands.
     *
     * @param movedFacts names of the facts that the change moves
     */
    record InPlace(Set<String> movedFacts) implements Verdict {
        /** Copies the component. */
        public InPlace {
            movedFacts = Set.copyOf(movedFacts);
        }
    }

    /**
     * A new resource must take its place.
     *
     * @param first which end comes first
     */
    record Replace(First first) implements Verdict {
        /** Checks the component. */
        public Replace {
            Objects.requireNonNull(first, "first");
        }
    }

    /**
     * It cannot be done.
     *
     * @param reason why, and what to do
     */
    record Refused(String reason) implements Verdict {}

    /** Which end of a replacement comes first. */
    enum First {
        /** The new one is created, then the old one deleted. */
        NEW,
        /** The old one is deleted, then the new one created. */
        OLD
    }
}
