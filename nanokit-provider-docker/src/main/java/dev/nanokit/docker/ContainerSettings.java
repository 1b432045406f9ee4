package dev.nanokit.docker;

import dev.nanokit.model.Mount;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;

/**
 * What a container has now, in plain values. The text form shows no variable.
 *
 * @param image the name of its image, as it was asked for
 * @param imageId the id of that image
 * @param program what it runs, and what the image would run
 * @param env its variables, those of its image among them
 * @param nanoCpus its processor limit; 0 for none
 * @param memoryBytes its memory limit; 0 for none
 * @param mounts what it sees, without volumes that have no name
 * @param hostPorts the fixed ports that it publishes beyond loopback
 * @param networks names of its networks
 * @param check words of the check that the engine runs; empty if it is none that we would make
 */
record ContainerSettings(
        String image,
        String imageId,
        Program program,
        Map<String, String> env,
        long nanoCpus,
        long memoryBytes,
        List<Mount> mounts,
        SortedSet<Integer> hostPorts,
        SortedSet<String> networks,
        List<String> check) {

    /** What is run: entry point and arguments. */
    record Program(List<String> entrypoint, List<String> arguments) {}

    /**
     * What an image brings along.
     *
     * @param program what it runs
     * @param env its variables
     */
    record OfImage(Program program, Map<String, String> env) {

        @Override
        public String toString() {
            return "an image's settings";
        }
    }

    @Override
    public String toString() {
        return "settings of a container of " + image;
    }
}
