package dev.nanokit.docker;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A network.
 *
 * @param id its id
 * @param name its name, which the engine does not keep unique
 * @param labels its labels
 * @param subnet its first subnet, for instance {@code 10.4.16.0/20}
 * @param gateway address of the host in it
 * @param taken addresses of what runs in it, whosever that is; a list of networks does not tell them
 */
record NetworkFacts(
        String id,
        String name,
        Map<String, String> labels,
        Optional<String> subnet,
        Optional<String> gateway,
        Set<String> taken) {

    NetworkFacts {
        labels = Map.copyOf(labels);
        taken = Set.copyOf(taken);
    }
}
