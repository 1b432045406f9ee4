package dev.nanokit.model;

import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * The name of a project, component, environment, service, database or volume: a letter or digit, then letters, digits,
 * dots, underscores and dashes; at most 63 characters. Immutable and thread-safe.
 *
 * @param value the name as written in the file
 */
public record Name(String value) implements Comparable<Name> {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");

    /** Checks the form; throws {@link IllegalArgumentException} when it is violated. */
    public Name {
        Objects.requireNonNull(value, "value");
        if (!isValid(value)) {
            throw new IllegalArgumentException("'" + value + "' is not a name: a letter or digit, then at most 62"
                    + " letters, digits, '.', '_' or '-'");
        }
    }

    /**
     * Gives the name for a text.
     *
     * @param value the name
     * @return the name as a value
     */
    public static Name of(String value) {
        return new Name(value);
    }

    /**
     * Tells whether a text has the form of a name.
     *
     * @param value any text
     * @return true if {@link #of} takes it
     */
    public static boolean isValid(String value) {
        return FORM.matcher(value).matches();
    }

    /** {@return the form in variable names: upper case, all else an underscore} */
    public String inVariables() {
        return value.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }

    /** {@return the form in host names and resource names: lower case, all else a dash} */
    public String inHostNames() {
        return value.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "-");
    }

    @Override
    public int compareTo(Name other) {
        return value.compareTo(other.value);
    }

    /** {@return the name as written} */
    @Override
    public String toString() {
        return value;
    }
}
