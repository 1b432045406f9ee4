package dev.nanokit.model;

/**
 * A TCP port, 1 to 65535. Immutable and thread-safe.
 *
 * @param number the port's number
 */
public record Port(int number) {

    /** Checks the range; throws {@link IllegalArgumentException} when it is violated. */
    public Port {
        if (number < 1 || number > 65535) {
            throw new IllegalArgumentException("a port is 1 to 65535, got " + number);
        }
    }

    /** {@return the number in decimal} */
    @Override
    public String toString() {
        return Integer.toString(number);
    }
}
