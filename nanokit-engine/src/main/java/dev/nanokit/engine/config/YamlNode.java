package dev.nanokit.engine.config;

import dev.nanokit.model.SourcePosition;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A node of the file with its place. Nothing downstream of the reader sees one. */
sealed interface YamlNode {

    SourcePosition position();

    /** {@return what the node is, for messages} */
    String kind();

    /** A text as it stands in the file; a plain one may be a number, boolean or null. */
    record Scalar(SourcePosition position, String text, boolean isQuoted) implements YamlNode {

        boolean isNull() {
            return !isQuoted && (text.isEmpty() || text.equals("null") || text.equals("~"));
        }

        @Override
        public String kind() {
            return isNull() ? "nothing" : "a value";
        }
    }

    /** A list. */
    record Sequence(SourcePosition position, List<YamlNode> items) implements YamlNode {
        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public String kind() {
            return "a list";
        }
    }

    /** A map in file order; each key knows its place too. */
    record Mapping(SourcePosition position, Map<String, YamlNode> entries, Map<String, SourcePosition> keys)
            implements YamlNode {
        public Mapping {
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
            keys = Collections.unmodifiableMap(new LinkedHashMap<>(keys));
        }

        @Override
        public String kind() {
            return "a map";
        }
    }
}
