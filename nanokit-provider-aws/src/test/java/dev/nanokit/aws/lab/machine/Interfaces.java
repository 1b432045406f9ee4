package dev.nanokit.aws.lab.machine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Network interfaces that AWS makes on its own, for tasks, balancers and databases. They outlive what they belong to, and
 * while they do their subnet and security groups cannot be deleted. Guarded by the machine's lock.
 */
final class Interfaces {

    /** An interface; the moment until which it is there is unknown while its owner lives. */
    record Attached(String owner, Placement placement, Optional<Instant> until) {}

    private final List<Attached> all = new ArrayList<>();

    void attach(String owner, Placement placement) {
        all.add(new Attached(owner, placement, Optional.empty()));
    }

    void release(String owner, Instant until) {
        all.replaceAll(it -> it.owner().equals(owner) && it.until().isEmpty()
                ? new Attached(owner, it.placement(), Optional.of(until))
                : it);
    }

    private List<Attached> present(Instant now) {
        all.removeIf(it -> it.until().filter(end -> !end.isAfter(now)).isPresent());
        return all;
    }

    Optional<Attached> inSubnet(String subnet, Instant now) {
        return present(now).stream()
                .filter(it -> it.placement().subnet().equals(subnet))
                .findFirst();
    }

    Optional<Attached> withGroup(String group, Instant now) {
        return present(now).stream()
                .filter(it -> it.placement().groups().contains(group))
                .findFirst();
    }

    /** {@return all that are there} */
    List<Attached> list(Instant now) {
        return List.copyOf(present(now));
    }
}
