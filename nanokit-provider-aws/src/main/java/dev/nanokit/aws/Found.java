package dev.nanokit.aws;

import dev.nanokit.provider.Lifecycle;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * One thing as AWS shows it. Immutable.
 *
 * @param id how AWS names it: an ARN where there is one
 * @param name the name that it was given
 * @param tags every tag of it
 * @param facts what others may refer to
 * @param state its state
 * @param differing the fields that are not as wanted, of those that AWS does not show; none of what has just been made,
 *     empty if nobody knows
 */
record Found(
        String id,
        String name,
        Map<String, String> tags,
        Map<String, String> facts,
        Lifecycle state,
        Optional<Set<String>> differing) {

    Found {
        tags = Map.copyOf(tags);
        differing = differing.map(Set::copyOf);
        facts = Collections.unmodifiableMap(new TreeMap<>(facts));
    }

    /** Something that was there. */
    Found(String id, String name, Map<String, String> tags, Map<String, String> facts, Lifecycle state) {
        this(id, name, tags, facts, state, Optional.empty());
    }

    /** Something that does not run. */
    Found(String id, String name, Map<String, String> tags, Map<String, String> facts) {
        this(id, name, tags, facts, Lifecycle.PRESENT);
    }

    Found withTags(Map<String, String> others) {
        Map<String, String> all = new TreeMap<>(tags);
        all.putAll(others);
        return new Found(id, name, all, facts, state, differing);
    }

    /** {@return the same, of which is known which fields are not as wanted} */
    Found differingIn(Set<String> fields) {
        return new Found(id, name, tags, facts, state, Optional.of(fields));
    }

    /** {@return whether a field that AWS does not show, such as a password, is to be written} */
    boolean mayDiffer(String field) {
        return differing.map(fields -> fields.contains(field)).orElse(true);
    }

    Found withFact(String fact, String value) {
        Map<String, String> all = new TreeMap<>(facts);
        all.put(fact, value);
        return new Found(id, name, tags, all, state, differing);
    }
}
