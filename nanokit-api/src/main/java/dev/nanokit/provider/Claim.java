package dev.nanokit.provider;

import java.util.Objects;

/**
 * Something that only one running resource can hold: a host port, a volume with one writer, a fixed address. Immutable
 * and thread-safe.
 *
 * @param what for instance {@code port:80} or {@code volume:main-db}
 */
public record Claim(String what) implements Comparable<Claim> {

    /** Checks the component. */
    public Claim {
        Objects.requireNonNull(what, "what");
        if (what.isBlank() || what.indexOf(',') >= 0) {
            throw new IllegalArgumentException("a claim is a word without commas, got '" + what + "'");
        }
    }

    @Override
    public int compareTo(Claim other) {
        return what.compareTo(other.what);
    }

    /** {@return what is claimed} */
    @Override
    public String toString() {
        return what;
    }
}
