package dev.nanokit.aws.lab.permissions;

import java.util.List;

/**
 * What actions may be done to.
 *
 * @param resources ARNs
 * @param operator how the condition compares; empty if there is none
 * @param key what it looks at
 * @param values what it is to be
 */
record Reach(List<String> resources, String operator, String key, List<String> values) {

    /** All of the account. */
    static final Reach ALL = new Reach(List.of("*"), "", "", List.of());

    /** What carries the tag of a scope, whichever it is. */
    static final Reach TAGGED = ALL.where("Null", "aws:ResourceTag/nanokit:scope", "false");

    static Reach of(String... resources) {
        return new Reach(List.of(resources), "", "", List.of());
    }

    Reach where(String comparison, String what, String... allowed) {
        return new Reach(resources, comparison, what, List.of(allowed));
    }
}
