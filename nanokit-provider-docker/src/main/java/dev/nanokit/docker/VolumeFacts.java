package dev.nanokit.docker;

import java.util.Map;

/**
 * A volume.
 *
 * @param name its name, which is its id
 * @param labels its labels
 */
record VolumeFacts(String name, Map<String, String> labels) {

    VolumeFacts {
        labels = Map.copyOf(labels);
    }
}
