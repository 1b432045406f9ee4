package dev.nanokit.aws;

import dev.nanokit.failure.Problem;
import dev.nanokit.model.Positions;
import dev.nanokit.provider.Finding;
import java.util.ArrayList;
import java.util.List;

/** Collects what is to be said of one kind of block, each with the place of its key in the file. Not thread-safe. */
final class FindingList {

    private final List<Finding> all = new ArrayList<>();

    /** It cannot be done. */
    void refuse(Positions block, String path, String key, String words) {
        add(Finding.Kind.REFUSED, "plan.unsupported", block, path, key, words);
    }

    /** It is done in another way. */
    void approximate(Positions block, String path, String key, String words) {
        add(Finding.Kind.APPROXIMATED, "plan.approximated", block, path, key, words);
    }

    private void add(Finding.Kind kind, String code, Positions block, String path, String key, String words) {
        all.add(new Finding(kind, Problem.of(code, block.at(key), path + "." + key, words)));
    }

    List<Finding> all() {
        return List.copyOf(all);
    }
}
