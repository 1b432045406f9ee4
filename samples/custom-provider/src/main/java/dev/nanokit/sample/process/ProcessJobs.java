package dev.nanokit.sample.process;

import dev.nanokit.failure.ProviderException;
import dev.nanokit.provider.Jobs;
import dev.nanokit.provider.Lifecycle;
import dev.nanokit.provider.Operation;
import dev.nanokit.provider.PlatformId;
import dev.nanokit.provider.ProgramResult;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.ResourceManagement;
import dev.nanokit.provider.Wanted;
import java.time.Duration;

/** Jobs: an entry in the registry, and once it is run a process whose exit code stays in a file. */
final class ProcessJobs implements Jobs, ResourceManagement {

    private static final Duration POLL = Duration.ofMillis(20);
    private static final int OUTPUT_LINES = 1_000;

    private final Registry registry;
    private final Processes processes;

    ProcessJobs(Registry registry, Processes processes) {
        this.registry = registry;
        this.processes = processes;
    }

    /** A job that ended in any way but well counts as unfinished, so that the next run does it again. */
    Resource resource(Registry.Entry entry) {
        Lifecycle state = processes.find(entry.name()).isPresent()
                ? Lifecycle.RUNNING
                : processes.wasStarted(entry.name()) ? Lifecycle.ENDED : Lifecycle.CREATED;
        boolean failed = state == Lifecycle.ENDED && !hasSucceeded(entry.name());
        return Resource.builder(
                        new PlatformId(entry.name()), failed ? entry.labels().unfinished() : entry.labels())
                .state(state)
                .fact("name", entry.name())
                .fact("id", entry.name())
                .build();
    }

    @Override
    public Resource create(Wanted wanted, Operation operation) {
        if (registry.find(wanted).isEmpty()) {
            registry.write(new Registry.Entry(
                    wanted.name(), wanted.labelled(), Invocation.of(wanted).facts()));
        }
        return resource(registry.require(wanted.name()));
    }

    @Override
    public Resource update(Resource found, Wanted wanted, Operation operation) {
        throw new IllegalArgumentException("jobs are replaced, not updated: " + found.name());
    }

    @Override
    public ProgramResult run(Resource job, Operation operation) {
        String name = job.name();
        Registry.Entry entry = registry.require(name);
        try {
            if (processes.find(name).isEmpty() && !hasSucceeded(name)) {
                processes.startRecorded(name, Invocation.of(entry), operation);
            }
            awaitEnd(name, operation);
        } catch (RuntimeException e) { // whatever ends the waiting, the deadline or the word to cancel, ends the job
            processes.kill(name);
            throw e;
        }
        int code = processes
                .exitCode(name)
                .orElseThrow(() -> new ProviderException(
                        ProviderException.Kind.FAILED,
                        name + " was ended by somebody else before it had an exit code",
                        null));
        return new ProgramResult(code, processes.logTail(name, OUTPUT_LINES));
    }

    private void awaitEnd(String name, Operation operation) {
        while (processes.find(name).isPresent()) {
            operation.pause(POLL);
        }
    }

    @Override
    public void delete(Resource found, Operation operation) {
        if (registry.find(found).isPresent()) {
            processes.kill(found.name());
            awaitEnd(found.name(), operation);
            processes.forget(found.name());
            registry.delete(found.name());
        }
    }

    private boolean hasSucceeded(String name) {
        return processes.exitCode(name).orElse(-1) == 0;
    }
}
