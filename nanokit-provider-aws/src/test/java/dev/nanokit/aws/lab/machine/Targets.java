package dev.nanokit.aws.lab.machine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who is registered with which target group, and how well. Guarded by the machine's lock. */
final class Targets {

    /** A target's state and its reason, as DescribeTargetHealth gives them; the reason may be empty. */
    record Health(String state, String reason, String description) {}

    private static final Health HEALTHY = new Health("healthy", "", "");
    private static final Health INITIAL =
            new Health("initial", "Elb.RegistrationInProgress", "Target registration is in progress");
    private static final Health DRAINING =
            new Health("draining", "Target.DeregistrationInProgress", "Target deregistration is in progress");
    private static final Health UNUSED = new Health(
            "unused", "Target.NotInUse", "Target group is not configured to receive traffic from the load balancer");
    private static final Health SILENT = new Health("unhealthy", "Target.FailedHealthChecks", "Health checks failed");
    private static final Health WRONG =
            new Health("unhealthy", "Target.ResponseCodeMismatch", "Health checks failed with these codes: [404]");

    private final Timeline timeline;
    private final Pace pace;
    private final TargetGroups groups;
    private final Map<String, Map<String, Target>> registered = new LinkedHashMap<>();

    Targets(Timeline timeline, Pace pace, TargetGroups groups) {
        this.timeline = timeline;
        this.pace = pace;
        this.groups = groups;
    }

    void register(String group, String address, int port, Optional<Task> task) {
        Instant now = timeline.now();
        Target target = new Target(address, port, now, Optional.empty(), task);
        registered.computeIfAbsent(group, key -> new LinkedHashMap<>()).putIfAbsent(target.key(), target);
        task.ifPresent(it -> groups.find(group).ifPresent(found -> {
            target.wellFrom(found).ifPresent(well -> timeline.at(healthyAt(target, well), it::changed));
            timeline.in(pace.targetUnhealthy(), it::changed);
        }));
    }

    /** Begins to drain a target. */
    void deregister(String group, String address, int port) {
        Map<String, Target> members = registered.getOrDefault(group, Map.of());
        Target target = members.get(address + ":" + port);
        if (target == null || target.drainsUntil().isPresent()) {
            return;
        }
        Duration drain = drain(group);
        Target draining = target.draining(timeline.now().plus(drain));
        members.put(target.key(), draining);
        timeline.in(drain, () -> members.remove(draining.key(), draining));
    }

    private Duration drain(String group) {
        Duration wanted = groups.find(group).map(TargetGroup::drain).orElse(Duration.ZERO);
        return wanted.compareTo(pace.longestDrain()) < 0 ? wanted : pace.longestDrain();
    }

    /** Begins to drain all of a task's targets, and tells how long that takes. */
    Duration deregister(Task task) {
        Duration longest = Duration.ZERO;
        for (Map.Entry<String, Map<String, Target>> group : registered.entrySet()) {
            for (Target target : List.copyOf(group.getValue().values())) {
                if (target.task().filter(task::equals).isPresent()
                        && target.drainsUntil().isEmpty()) {
                    deregister(group.getKey(), target.address(), target.port());
                    Duration drain = drain(group.getKey());
                    longest = drain.compareTo(longest) > 0 ? drain : longest;
                }
            }
        }
        return longest;
    }

    /** {@return all of a group, also those that drain} */
    List<Target> of(String group) {
        return new ArrayList<>(registered.getOrDefault(group, Map.of()).values());
    }

    Optional<Target> of(String group, Task task) {
        return of(group).stream()
                .filter(target -> target.task().filter(task::equals).isPresent())
                .findFirst();
    }

    void forget(String group) {
        registered.remove(group);
    }

    Health health(TargetGroup group, Target target) {
        Instant now = timeline.now();
        if (target.drainsUntil().isPresent()) {
            return DRAINING;
        }
        if (!group.attached()) {
            return UNUSED;
        }
        boolean over = target.task()
                .filter(task -> task.containers().stream().noneMatch(Container::runs))
                .isPresent();
        Optional<Instant> well = target.wellFrom(group).filter(from -> !over);
        Health bad = target.listens() && !over ? WRONG : SILENT;
        if (well.isPresent() && !healthyAt(target, well.get()).isAfter(now)) {
            return HEALTHY;
        }
        return target.since().plus(pace.targetUnhealthy()).isAfter(now) ? INITIAL : bad;
    }

    private Instant healthyAt(Target target, Instant well) {
        return (well.isAfter(target.since()) ? well : target.since()).plus(pace.targetHealthy());
    }
}
