package dev.nanokit.aws;

import dev.nanokit.provider.Resolved;
import dev.nanokit.provider.Wanted;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads the fields of what is wanted, filled in. */
final class Fields {

    private Fields() {}

    /** {@return the text of a field that every spec of its kind has} */
    static String text(Wanted wanted, String field) {
        Resolved value = wanted.values().get(field);
        if (value == null) {
            throw new IllegalArgumentException(wanted + " has no field " + field);
        }
        return value.text();
    }

    /** {@return the fields that begin alike, by what follows} */
    static SortedMap<String, String> under(Wanted wanted, String beginning) {
        SortedMap<String, String> some = new TreeMap<>();
        wanted.values().forEach((field, value) -> {
            if (field.startsWith(beginning)) {
                some.put(field.substring(beginning.length()), value.text());
            }
        });
        return some;
    }
}
