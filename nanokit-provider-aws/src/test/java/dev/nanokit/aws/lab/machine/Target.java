package dev.nanokit.aws.lab.machine;

import java.time.Instant;
import java.util.Optional;

/**
 * A registered address.
 *
 * @param address IP address
 * @param port port
 * @param since when it was registered
 * @param drainsUntil when it will be gone; empty while it is wanted
 * @param task whose it is; empty if nothing of the lab has this address
 */
record Target(String address, int port, Instant since, Optional<Instant> drainsUntil, Optional<Task> task) {

    String key() {
        return address + ":" + port;
    }

    Target draining(Instant until) {
        return new Target(address, port, since, Optional.of(until), task);
    }

    /** {@return since when a health check of this path is well; empty if it never is} */
    Optional<Instant> wellFrom(TargetGroup group) {
        return task.flatMap(it -> it.containers().stream()
                .flatMap(container -> answers(container, group).stream())
                .min(Instant::compareTo));
    }

    private Optional<Instant> answers(Container container, TargetGroup group) {
        if (group.path().isEmpty()) {
            return container.listensFrom(port);
        }
        if (container.answersFrom(port, group.path()).isPresent()) {
            return group.matches(200) ? container.answersFrom(port, group.path()) : Optional.empty();
        }
        return group.matches(404) ? container.listensFrom(port) : Optional.empty();
    }

    /** {@return whether something listens, though it may answer badly} */
    boolean listens() {
        return task.filter(it -> it.containers().stream()
                        .anyMatch(container -> container.listensFrom(port).isPresent()))
                .isPresent();
    }
}
