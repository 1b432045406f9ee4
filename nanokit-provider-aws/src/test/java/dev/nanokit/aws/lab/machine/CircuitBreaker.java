package dev.nanokit.aws.lab.machine;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Ends a deployment whose tasks fail. AWS: "How the Amazon ECS deployment circuit breaker detects failures",
 * deployment-circuit-breaker.html: at half the desired count, at least 3 and at most 200, tasks that did not reach RUNNING or
 * failed a health check. Whether a task counts that ran and then ended by itself, with nobody checking it, has changed over
 * the years (aws/containers-roadmap issue 1206): it does, unless a test says otherwise by {@link #countExits}.
 */
final class CircuitBreaker {

    private static final int LEAST = 3;
    private static final int MOST = 200;

    private final Timeline timeline;
    private final TaskHealth health;
    private final Set<String> onceWell = new HashSet<>();
    private volatile boolean exits = true;

    CircuitBreaker(Timeline timeline, TaskHealth health) {
        this.timeline = timeline;
        this.health = health;
    }

    void countExits(boolean count) {
        exits = count;
    }

    void remember(Task wellTask) {
        onceWell.add(wellTask.arn);
    }

    /** {@return whether a task that ended counts against its deployment} */
    boolean counts(EcsDeployment deployment, Task task) {
        if (task.startedAt().isEmpty()) {
            return true;
        }
        boolean ended = task.stop().map(Task.Stop::code).orElse("").equals("EssentialContainerExited");
        return !ended || exits || (health.checked(deployment) && !onceWell.contains(task.arn));
    }

    /**
     * Counts a failure.
     *
     * @return the deployment that goes back, if the failure was one too many and the service wants that
     */
    Optional<EcsDeployment> count(EcsService service, EcsDeployment deployment) {
        if (!deployment.rolling()) {
            return Optional.empty();
        }
        deployment.countFailure();
        int threshold = Math.max(LEAST, Math.min(MOST, (int) Math.ceil(service.desired() * 0.5)));
        boolean enabled = service.circuitBreaker().path("enable").asBoolean();
        boolean isPrimary = service.primary() == deployment;
        if (!enabled || !isPrimary || deployment.failedTasks() < threshold) {
            return Optional.empty();
        }
        deployment.roll("FAILED", "ECS deployment circuit breaker: tasks failed to start.", timeline.now());
        service.report(timeline.now(), "(deployment " + deployment.id + ") deployment failed: tasks failed to start.");
        Optional<EcsDeployment> last = service.lastCompleted();
        if (!service.circuitBreaker().path("rollback").asBoolean() || last.isEmpty()) {
            return Optional.empty();
        }
        EcsDeployment back = last.get();
        back.roll(
                "IN_PROGRESS",
                "ECS deployment circuit breaker: rolling back to deploymentId " + back.id + ".",
                timeline.now());
        service.report(timeline.now(), "rolling back to deployment " + back.id + ".");
        return Optional.of(back);
    }
}
