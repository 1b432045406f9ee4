package dev.nanokit.aws;

import dev.nanokit.failure.ProviderException;
import dev.nanokit.failure.ProviderException.Kind;
import dev.nanokit.provider.Operation;
import dev.nanokit.provider.ProgramResult;
import dev.nanokit.provider.Programs;
import dev.nanokit.provider.ProviderContext;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.ResourceKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.services.ecs.model.Session;
import software.amazon.awssdk.services.ecs.model.Task;

/**
 * Runs commands in the tasks of services by ECS Exec. AWS ends a session in which nothing is written for 20 minutes,
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html. Thread-safe.
 */
final class EcsPrograms implements Programs {

    private static final String NOT_CONNECTED = "TargetNotConnectedException";

    /** An agent that runs is reachable some seconds later; what lacks permission never is. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final AwsClients clients;
    private final ExecTasks tasks;
    private final ExecSessions sessions;
    private final ProviderContext context;

    EcsPrograms(AwsClients clients, ExecTasks tasks, ExecSessions sessions, ProviderContext context) {
        this.clients = clients;
        this.tasks = tasks;
        this.sessions = sessions;
        this.context = context;
    }

    @Override
    public ProgramResult exec(Resource resource, List<String> command, Operation operation) {
        if (!resource.slot().kind().equals(ResourceKind.SERVICE)) {
            throw new ProviderException(
                    Kind.BAD_CONFIGURATION,
                    "no command can be run in " + resource.slot() + ": on AWS it is not a container",
                    null);
        }
        ExecTime time = new ExecTime(operation, context);
        Task task = tasks.ready(resource, time);
        MarkedCommand marked = MarkedCommand.of(command);
        String words = command.get(0) + " in " + resource.name();
        return sessions.follow(words, begin(words, task, marked, time), marked, time);
    }

    private Session begin(String words, Task task, MarkedCommand command, ExecTime time) {
        Instant patience = time.now().plus(PATIENCE);
        time.pause(Duration.ZERO);
        while (true) {
            try {
                return AwsFailures.call("run " + words, () -> clients.ecs()
                        .executeCommand(request -> request.cluster(task.clusterArn())
                                .task(task.taskArn())
                                .container(TaskTemplate.CONTAINER)
                                .command(command.text())
                                .interactive(true))
                        .session());
            } catch (ProviderException e) {
                if (!AwsFailures.isOf(e, NOT_CONNECTED) || time.now().isAfter(patience)) {
                    throw e;
                }
                time.report("waits: the agent in task " + EcsTasks.id(task) + " is not connected");
                pause(e, time);
            }
        }
    }

    /** At the deadline AWS's words tell more than ours. */
    private static void pause(ProviderException refusal, ExecTime time) {
        try {
            time.pauseLonger();
        } catch (ProviderException e) {
            throw time.isOver() ? refusal : e;
        }
    }
}
