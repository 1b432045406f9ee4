package dev.nanokit.model;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An amount of memory or storage in bytes. Units are powers of 1024: {@code 512mb}, {@code 1gb}, {@code 20Gi}.
 * Immutable and thread-safe.
 *
 * @param bytes the amount, more than 0
 */
public record MemorySize(long bytes) {

    private static final double LARGEST = Math.pow(1024, 6);

    private static final Pattern FORM = Pattern.compile("(\\d{1,12}(?:\\.\\d{1,3})?)\\s*([kmgt])(?:i?b|i)?");

    /** Checks the range; throws {@link IllegalArgumentException} when it is violated. */
    public MemorySize {
        if (bytes <= 0) {
            throw new IllegalArgumentException("a size is more than 0 bytes, got " + bytes);
        }
    }

    /**
     * Reads a size with its unit.
     *
     * @param text for instance {@code 512mb}, {@code 1.5gb}, {@code 20Gi}; upper or lower case
     * @return the size
     * @throws IllegalArgumentException if the text has another form or no unit
     */
    public static MemorySize parse(String text) {
        Matcher form = FORM.matcher(text.trim().toLowerCase(Locale.ROOT));
        if (!form.matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a size: a number and a unit, for instance 512mb, 1gb or 20Gi");
        }
        int power = "kmgt".indexOf(form.group(2)) + 1;
        double bytes = Double.parseDouble(form.group(1)) * Math.pow(1024, power);
        if (bytes > LARGEST) {
            throw new IllegalArgumentException("'" + text + "' is more than any machine has");
        }
        return new MemorySize(Math.round(bytes));
    }

    /** {@return the size in the largest unit that divides it, for instance {@code 512mb}} */
    @Override
    public String toString() {
        String[] units = {"b", "kb", "mb", "gb", "tb"};
        long rest = bytes;
        int unit = 0;
        while (rest % 1024 == 0 && unit < units.length - 1) {
            rest /= 1024;
            unit++;
        }
        return rest + units[unit];
    }
}
