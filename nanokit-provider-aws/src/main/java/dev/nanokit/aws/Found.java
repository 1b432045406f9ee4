package dev.nanokit.aws;

import dev.nanokit.provider.Lifecycle;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * One thing as AWS shows it. Immutable.
 *
 * @param id how AWS names it: an ARN where there is one
 * @param name the name that it was given
 * @param tags every tag of it
 * @param facts what others may refer to
 * @param state its state
 */
record Found(String id, String name, Map<String, String> tags, Map<String, String> facts, Lifecycle state) {

    Found {
        tags = Map.copyOf(tags);
        facts = Collections.unmodifiableMap(new TreeMap<>(facts));
    }

    /** Something that does not run. */
    Found(String id, String name, Map<String, String> tags, Map<String, String> facts) {
        this(id, name, tags, facts, Lifecycle.PRESENT);
    }

    Found withTags(Map<String, String> others) {
        Map<String, String> all = new TreeMap<>(tags);
        all.putAll(others);
        return new Found(id, name, all, facts, state);
    }

    Found withFact(String fact, String value) {
        Map<String, String> all = new TreeMap<>(facts);
        all.put(fact, value);
        return new Found(id, name, tags, all, state);
    }
}
