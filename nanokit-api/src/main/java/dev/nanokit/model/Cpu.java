package dev.nanokit.model;

import java.math.BigDecimal;

/**
 * A share of processors in thousandths of one: {@code 0.5} is 500. Immutable and thread-safe.
 *
 * @param millis thousandths of a processor, more than 0
 */
public record Cpu(int millis) {

    /** Checks the range; throws {@link IllegalArgumentException} when it is violated. */
    public Cpu {
        if (millis <= 0) {
            throw new IllegalArgumentException("cpu is more than 0, got " + millis + " thousandths");
        }
    }

    /**
     * Reads a number of processors.
     *
     * @param text for instance {@code 0.5} or {@code 2.0}
     * @return the share
     * @throws IllegalArgumentException if the text is no number, below 0.001 or above 1024
     */
    public static Cpu parse(String text) {
        BigDecimal number;
        try {
            number = new BigDecimal(text.trim());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' is not a number of processors, for instance 0.5", e);
        }
        if (number.compareTo(new BigDecimal("0.001")) < 0 || number.compareTo(new BigDecimal(1024)) > 0) {
            throw new IllegalArgumentException("cpu is 0.001 to 1024 processors, got " + text);
        }
        return new Cpu(number.movePointRight(3).intValue());
    }

    /** {@return the number of processors in decimal} */
    @Override
    public String toString() {
        return BigDecimal.valueOf(millis, 3).stripTrailingZeros().toPlainString();
    }
}
