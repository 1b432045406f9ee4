package dev.nanokit.docker;

import java.util.Map;
import java.util.Set;

/**
 * An image as the engine shows it. Immutable.
 *
 * @param id its id
 * @param names every name that leads to it, with tag
 * @param labels its labels, those of the images that it is built on among them
 */
record ImageFacts(String id, Set<String> names, Map<String, String> labels) {

    ImageFacts {
        names = Set.copyOf(names);
        labels = Map.copyOf(labels);
    }
}
