package dev.nanokit.metadata;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a JSON text says, as far as a platform's answer needs it. The set of forms is closed. */
sealed interface Json {

    record Text(String text) implements Json {}

    record Items(List<Json> items) implements Json {}

    record Fields(Map<String, Json> fields) implements Json {}

    /** A number, {@code true}, {@code false} or {@code null}, as it was written. */
    record Word(String word) implements Json {}

    /** {@return the text of a field; empty if there is none, or it is empty} */
    default Optional<String> text(String key) {
        return this instanceof Fields object && object.fields().get(key) instanceof Text value
                ? Optional.of(value.text()).filter(text -> !text.isEmpty())
                : Optional.empty();
    }

    /** {@return the items of a field; none if it is no list} */
    default List<Json> items(String key) {
        return this instanceof Fields object && object.fields().get(key) instanceof Items list
                ? list.items()
                : List.of();
    }
}
