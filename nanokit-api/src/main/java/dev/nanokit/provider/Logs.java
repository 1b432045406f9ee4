package dev.nanokit.provider;

import java.util.List;

/** Capability: reads the logs of what runs. */
public interface Logs {

    /**
     * Reads the end of a log.
     *
     * @param resource an instance or service, running or not
     * @param lines how many lines at most
     * @return the lines, oldest first; empty if there are none
     */
    List<String> tail(Resource resource, int lines);
}
