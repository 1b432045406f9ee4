package dev.nanokit.docker;

import java.util.Map;
import java.util.Optional;

/**
 * A network.
 *
 * @param id its id
 * @param name its name, which the engine does not keep unique
 * @param labels its labels
 * @param subnet its first subnet, for instance {@code 10.4.16.0/20}
 * @param gateway address of the host in it
 */
record NetworkFacts(
        String id, String name, Map<String, String> labels, Optional<String> subnet, Optional<String> gateway) {

    NetworkFacts {
        labels = Map.copyOf(labels);
    }
}
