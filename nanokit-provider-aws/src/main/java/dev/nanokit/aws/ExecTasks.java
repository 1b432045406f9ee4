package dev.nanokit.aws;

import dev.nanokit.failure.ProviderException;
import dev.nanokit.provider.Resource;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.ManagedAgent;
import software.amazon.awssdk.services.ecs.model.ManagedAgentName;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.Task;

/**
 * Finds the task of a service in which commands are run: the youngest that runs. A service that was just created has none yet,
 * and the agent in a task that just began takes some seconds; both are waited for.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html. Thread-safe.
 */
final class ExecTasks {

    private static final String RUNNING = "RUNNING";

    private final EcsServices services;
    private final EcsTasks tasks;

    ExecTasks(EcsServices services, EcsTasks tasks) {
        this.services = services;
        this.tasks = tasks;
    }

    /** {@return a task whose agent is ready} */
    Task ready(Resource resource, ExecTime time) {
        String cluster = EcsServices.cluster(resource.id().value());
        String reported = "";
        while (true) {
            String lacking = "no task of it ran";
            requireRunning(resource, cluster);
            Optional<Task> youngest = tasks.ofService(cluster, resource.name(), DesiredStatus.RUNNING).stream()
                    .filter(task -> RUNNING.equals(task.lastStatus()))
                    .findFirst();
            if (youngest.isPresent()) {
                Task task = youngest.get();
                requireEnabled(resource, task);
                Optional<ManagedAgent> agent = agent(task);
                if (agent.filter(one -> RUNNING.equals(one.lastStatus())).isPresent()) {
                    return task;
                }
                lacking = "the agent in task " + EcsTasks.id(task) + " was not ready"
                        + agent.map(ExecTasks::words).orElse("");
            }
            if (!lacking.equals(reported)) {
                time.report("waits: " + lacking);
                reported = lacking;
            }
            pause(resource, lacking, time);
        }
    }

    private static void pause(Resource resource, String lacking, ExecTime time) {
        try {
            time.pauseLonger();
        } catch (ProviderException e) {
            if (!time.isOver()) {
                throw e;
            }
            throw new ProviderException(
                    ProviderException.Kind.FAILED,
                    "tried to run a command in " + resource.name() + ", but until its deadline " + lacking,
                    e);
        }
    }

    private void requireRunning(Resource resource, String cluster) {
        Service service = services.find(cluster, resource.id().value())
                .filter(EcsServices::isThere)
                .orElseThrow(() -> new ProviderException(
                        ProviderException.Kind.NOT_FOUND,
                        resource.name() + " is gone, and no command can be run in it",
                        null));
        if (service.desiredCount() == 0) {
            throw new ProviderException(
                    ProviderException.Kind.CONFLICT,
                    resource.name() + " is stopped, and no command can be run in it. Start it first",
                    null);
        }
    }

    private static void requireEnabled(Resource resource, Task task) {
        if (Boolean.FALSE.equals(task.enableExecuteCommand())) {
            throw new ProviderException(
                    ProviderException.Kind.CONFLICT,
                    "task " + EcsTasks.id(task) + " of " + resource.name()
                            + " was begun without ECS Exec, and no command can be run in it. Deploy the service anew",
                    null);
        }
    }

    private static Optional<ManagedAgent> agent(Task task) {
        return EcsTasks.container(task).flatMap(container -> container.managedAgents().stream()
                .filter(agent -> ManagedAgentName.EXECUTE_COMMAND_AGENT.equals(agent.name()))
                .findFirst());
    }

    private static String words(ManagedAgent agent) {
        String reason = agent.reason() == null ? "" : ", " + agent.reason();
        return " (" + agent.lastStatus() + reason + ")";
    }
}
