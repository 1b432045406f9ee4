package dev.nanokit.aws.lab.machine;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a container will do from its start on, known beforehand.
 *
 * @param lines what it writes
 * @param doors the ports on which it listens
 * @param ending when it ends by itself; empty if it does not
 * @param onTerm its exit code if it is told to end
 */
record Program(List<Line> lines, List<Door> doors, Optional<Ending> ending, int onTerm) {

    /** Exit code of a program that does not care for the signal to end. */
    static final int TERMINATED = 143;

    /** Writes a line, some time after the start. */
    record Line(Duration after, String text) {}

    /** Listens on a port, some time after the start; an empty map of pages answers every path. */
    record Door(Duration after, int port, Map<String, String> pages) {

        Optional<String> page(String path) {
            if (pages.isEmpty()) {
                return Optional.of("");
            }
            int mark = path.indexOf('?');
            String name = mark < 0 ? path : path.substring(0, mark);
            return Optional.ofNullable(pages.get(name.endsWith("/") ? name + "index.html" : name));
        }
    }

    /** Ends by itself. */
    record Ending(Duration after, int exitCode) {}

    /** {@return a program that waits on some ports, as a server's image does} */
    static Program server(List<Integer> ports) {
        List<Door> doors = ports.stream()
                .map(port -> new Door(Duration.ZERO, port, Map.of()))
                .toList();
        return new Program(List.of(), doors, Optional.empty(), 0);
    }

    /** {@return the door on a port that is open by then} */
    Optional<Door> door(int port, Duration after) {
        boolean ended = ending.filter(end -> end.after().compareTo(after) <= 0).isPresent();
        return doors.stream()
                .filter(door -> !ended && door.port() == port && door.after().compareTo(after) <= 0)
                .findFirst();
    }
}
