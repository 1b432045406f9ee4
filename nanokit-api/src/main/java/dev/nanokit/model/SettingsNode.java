package dev.nanokit.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * One node of the {@code infra} block, handed to the provider, which binds and checks its own keys. A node is a text, a
 * list or a map; each knows its place. Immutable and thread-safe.
 *
 * @param position where the node stands
 * @param text the text of a scalar, already interpolated; empty for a list or map
 * @param items the items of a list; empty otherwise
 * @param entries the entries of a map in file order; empty otherwise
 */
public record SettingsNode(
        SourcePosition position, Optional<String> text, List<SettingsNode> items, Map<String, SettingsNode> entries) {

    /** Checks and copies the components. */
    public SettingsNode {
        Objects.requireNonNull(position, "position");
        Objects.requireNonNull(text, "text");
        items = List.copyOf(items);
        entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    /** {@return a map node without entries, for a project without settings} */
    public static SettingsNode empty() {
        return new SettingsNode(SourcePosition.inCode(), Optional.empty(), List.of(), Map.of());
    }

    /**
     * Makes a scalar node.
     *
     * @param position where it stands
     * @param text its text
     * @return the node
     */
    public static SettingsNode scalar(SourcePosition position, String text) {
        return new SettingsNode(position, Optional.of(text), List.of(), Map.of());
    }

    /** {@return whether the other says the same, wherever it stands} */
    @Override
    public boolean equals(Object other) {
        return other instanceof SettingsNode node
                && text.equals(node.text)
                && items.equals(node.items)
                && entries.equals(node.entries);
    }

    @Override
    public int hashCode() {
        return Objects.hash(text, items, entries);
    }
}
