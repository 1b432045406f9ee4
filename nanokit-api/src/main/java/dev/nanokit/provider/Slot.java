package dev.nanokit.provider;

import java.util.Comparator;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * The stable place of a resource in a scope, for instance {@code instance/api.1} or {@code volume/main-db}. What stands
 * in a slot may change; the slot does not. Immutable and thread-safe.
 *
 * @param kind what sort of thing stands there
 * @param name name within the kind
 */
public record Slot(ResourceKind kind, String name) implements Comparable<Slot> {

    private static final Comparator<Slot> ORDER =
            Comparator.comparing(Slot::kind).thenComparing(Slot::name, Slot::compareNatural);

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");
    private static final Pattern INDEX = Pattern.compile("\\d{1,9}");

    /** Checks the components. */
    public Slot {
        Objects.requireNonNull(kind, "kind");
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "a slot's name is letters, digits, '.', '_' and '-', got '" + name + "'");
        }
    }

    /**
     * Gives the slot of an instance.
     *
     * @param service the service's name
     * @param index the instance's number, counted from 1
     * @return for instance {@code instance/api.1}
     */
    public static Slot instance(String service, int index) {
        return new Slot(ResourceKind.INSTANCE, service + "." + index);
    }

    /**
     * Reads the text form.
     *
     * @param text for instance {@code volume/main-db}
     * @return the slot
     * @throws IllegalArgumentException if the text has another form
     */
    public static Slot parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 1) {
            throw new IllegalArgumentException("a slot is written kind/name, got '" + text + "'");
        }
        return new Slot(new ResourceKind(text.substring(0, slash)), text.substring(slash + 1));
    }

    /** {@return the name of the service, database or volume that it belongs to: {@code api} for {@code instance/api.1}} */
    public String owner() {
        boolean isPart = kind.equals(ResourceKind.INSTANCE) || kind.equals(ResourceKind.JOB);
        int dot = name.lastIndexOf('.');
        return isPart && dot > 0 ? name.substring(0, dot) : name;
    }

    @Override
    public int compareTo(Slot other) {
        return ORDER.compare(this, other);
    }

    /** {@return {@code kind/name}} */
    @Override
    public String toString() {
        return kind + "/" + name;
    }

    /** Orders api.2 before api.10. */
    private static int compareNatural(String left, String right) {
        int leftDot = left.lastIndexOf('.');
        int rightDot = right.lastIndexOf('.');
        if (leftDot > 0 && rightDot == leftDot && left.regionMatches(0, right, 0, leftDot)) {
            String leftIndex = left.substring(leftDot + 1);
            String rightIndex = right.substring(rightDot + 1);
            if (INDEX.matcher(leftIndex).matches() && INDEX.matcher(rightIndex).matches()) {
                int byIndex = Integer.compare(Integer.parseInt(leftIndex), Integer.parseInt(rightIndex));
                if (byIndex != 0) {
                    return byIndex;
                }
            }
        }
        return left.compareTo(right);
    }
}
