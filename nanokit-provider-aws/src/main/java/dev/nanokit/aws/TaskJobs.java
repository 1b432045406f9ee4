package dev.nanokit.aws;

import dev.nanokit.failure.NanokitException;
import dev.nanokit.failure.ProviderException;
import dev.nanokit.provider.Jobs;
import dev.nanokit.provider.Operation;
import dev.nanokit.provider.ProgramResult;
import dev.nanokit.provider.Resource;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.RunTaskResponse;
import software.amazon.awssdk.services.ecs.model.Task;

/** Runs jobs as tasks. A task that runs already, or that a run before this one began, is joined. Thread-safe. */
final class TaskJobs implements Jobs {

    private static final int LINES = 200;
    private static final String STOPPED = "STOPPED";
    private static final Duration SHORTEST = Duration.ofMillis(250);
    private static final Duration LONGEST = Duration.ofSeconds(3);

    /** The exit code of a task whose program never ran. */
    private static final int NEVER_RAN = 125;

    /** The exit code of a program that was told to end. */
    private static final int TERMINATED = 143;

    private final AwsClients clients;
    private final JobKind kind;
    private final TaggedResources tagged;
    private final TaskDefinitions definitions;
    private final EcsTasks tasks;
    private final TaskLogs logs;

    TaskJobs(
            AwsClients clients,
            JobKind kind,
            TaggedResources tagged,
            TaskDefinitions definitions,
            EcsTasks tasks,
            TaskLogs logs) {
        this.clients = clients;
        this.kind = kind;
        this.tagged = tagged;
        this.definitions = definitions;
        this.tasks = tasks;
        this.logs = logs;
    }

    @Override
    public ProgramResult run(Resource job, Operation operation) {
        TaskDefinitions.Tagged definition = definitions
                .find(job.id().value())
                .orElseThrow(() -> new ProviderException(
                        ProviderException.Kind.NOT_FOUND, job.name() + " is gone, and cannot be run", null));
        Found found = new Found(definition.arn(), job.name(), definition.tags(), Map.of());
        tagged.requireSame(job, found);
        TaskPlace place = TaskPlace.ofLabels(TaskLogs.container(definition).dockerLabels());
        String known = definition.tags().getOrDefault(JobKind.TASK, "");
        String code = definition.tags().get(JobKind.EXIT_CODE);
        if (code != null && code.matches("\\d{1,5}")) {
            return new ProgramResult(Integer.parseInt(code), logs.tail(definition, known, LINES));
        }
        Task task = begun(place, definition, known).orElseGet(() -> begin(place, definition));
        if (!task.taskArn().equals(known)) {
            kind.tag(found, Map.of(JobKind.TASK, task.taskArn()));
        }
        Task ended = await(place, found, task, operation);
        Optional<Integer> exitCode = EcsTasks.container(ended).map(Container::exitCode);
        List<String> output = logs.tail(definition, ended.taskArn(), LINES);
        ProgramResult result = exitCode.map(number -> new ProgramResult(number, output))
                .orElseGet(() -> new ProgramResult(NEVER_RAN, List.of(TaskDeaths.why(ended))));
        kind.tag(found, Map.of(JobKind.EXIT_CODE, Integer.toString(result.exitCode())));
        return result;
    }

    /** {@return the task that carries the job out already} */
    private Optional<Task> begun(TaskPlace place, TaskDefinitions.Tagged definition, String known) {
        if (!known.isEmpty()) {
            Optional<Task> task =
                    tasks.describe(place.cluster(), List.of(known)).stream().findFirst();
            if (task.isPresent()) {
                return task;
            }
        }
        return tasks.ofFamily(place.cluster(), TaskDefinitions.family(definition.arn()), DesiredStatus.RUNNING).stream()
                .filter(task -> definition.arn().equals(task.taskDefinitionArn()))
                .findFirst();
    }

    /** The client token is the job's: said twice within a day it begins one task. */
    private Task begin(TaskPlace place, TaskDefinitions.Tagged definition) {
        String token = UUID.nameUUIDFromBytes(definition.arn().getBytes(StandardCharsets.UTF_8))
                .toString();
        RunTaskResponse answer = AwsFailures.call(
                "run " + definition.arn(), () -> clients.ecs().runTask(request -> request.cluster(place.cluster())
                        .taskDefinition(definition.arn())
                        .launchType(LaunchType.FARGATE)
                        .networkConfiguration(place.network())
                        .clientToken(token)
                        .count(1)));
        return answer.tasks().stream()
                .findFirst()
                .orElseThrow(() -> new ProviderException(
                        ProviderException.Kind.UNAVAILABLE,
                        "tried to run " + definition.arn() + ", and ECS began no task: " + answer.failures(),
                        null));
    }

    /** Whatever ends the waiting, the deadline or the word to cancel, ends the job. */
    private Task await(TaskPlace place, Found job, Task begun, Operation operation) {
        Duration pause = SHORTEST;
        while (true) {
            Optional<Task> now = tasks.describe(place.cluster(), List.of(begun.taskArn())).stream()
                    .findFirst();
            if (now.isPresent() && STOPPED.equals(now.get().lastStatus())) {
                return now.get();
            }
            try {
                operation.pause(pause);
            } catch (NanokitException e) {
                giveUp(place, job, begun, e);
                throw e;
            }
            pause = pause.multipliedBy(2).compareTo(LONGEST) < 0 ? pause.multipliedBy(2) : LONGEST;
        }
    }

    /** What was ended from outside has failed, so that it is not taken for one that still runs. */
    private void giveUp(TaskPlace place, Found job, Task begun, NanokitException why) {
        try {
            kind.end(place.cluster(), begun);
            kind.tag(job, Map.of(JobKind.EXIT_CODE, Integer.toString(TERMINATED)));
        } catch (ProviderException e) {
            why.addSuppressed(e);
        }
    }
}
