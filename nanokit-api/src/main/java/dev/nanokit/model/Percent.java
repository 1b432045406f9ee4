package dev.nanokit.model;

/**
 * A share in hundredths. Immutable and thread-safe.
 *
 * @param value from 1 to 100
 */
public record Percent(int value) {

    /** Checks the range; throws {@link IllegalArgumentException} when it is violated. */
    public Percent {
        if (value < 1 || value > 100) {
            throw new IllegalArgumentException("a share is 1% to 100%, got " + value + "%");
        }
    }

    /**
     * Reads a share.
     *
     * @param text for instance {@code 70%}
     * @return the share
     * @throws IllegalArgumentException if the text has another form
     */
    public static Percent parse(String text) {
        if (!text.matches("\\d{1,3}\\s*%")) {
            throw new IllegalArgumentException("'" + text + "' is not a share: a number and %, for instance 70%");
        }
        return new Percent(Integer.parseInt(text.substring(0, text.length() - 1).strip()));
    }

    /** {@return the share with its sign} */
    @Override
    public String toString() {
        return value + "%";
    }
}
