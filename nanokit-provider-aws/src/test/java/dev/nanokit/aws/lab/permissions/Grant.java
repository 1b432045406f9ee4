package dev.nanokit.aws.lab.permissions;

import java.util.ArrayList;
import java.util.List;

/**
 * One statement of a policy.
 *
 * @param id its name
 * @param reach what it is about
 * @param needs what it allows
 */
record Grant(String id, Reach reach, List<Need> needs) {

    static Grant of(String id, Reach reach, List<Need> needs) {
        return new Grant(id, reach, needs);
    }

    Grant and(List<Need> more) {
        List<Need> all = new ArrayList<>(needs);
        all.addAll(more);
        return new Grant(id, reach, List.copyOf(all));
    }
}
