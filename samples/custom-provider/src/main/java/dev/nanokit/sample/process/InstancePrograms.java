package dev.nanokit.sample.process;

import dev.nanokit.failure.ProviderException;
import dev.nanokit.provider.Operation;
import dev.nanokit.provider.ProgramResult;
import dev.nanokit.provider.Programs;
import dev.nanokit.provider.Resource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Runs commands beside an instance, with its environment. What they write goes to a file, so that no thread must read it. */
final class InstancePrograms implements Programs {

    private static final Duration POLL = Duration.ofMillis(20);
    private static final String OUTPUT = ".out";

    private final Registry registry;
    private final Processes processes;

    InstancePrograms(Registry registry, Processes processes) {
        this.registry = registry;
        this.processes = processes;
    }

    @Override
    public ProgramResult exec(Resource resource, List<String> command, Operation operation) {
        if (processes.find(resource.name()).isEmpty()) {
            throw new ProviderException(
                    ProviderException.Kind.CONFLICT, "nothing runs under the name " + resource.name(), null);
        }
        Invocation invocation = Invocation.of(registry.require(resource)).running(command);
        try {
            Path output = Files.createTempFile(registry.folder(), resource.name(), OUTPUT);
            try {
                Process process = Processes.builder(invocation.command(), invocation.env(), output)
                        .start();
                awaitEnd(process, operation);
                return new ProgramResult(process.exitValue(), Processes.lines(output));
            } finally {
                Files.deleteIfExists(output);
            }
        } catch (IOException e) {
            throw new ProviderException(
                    ProviderException.Kind.FAILED,
                    "tried to run " + command.get(0) + " beside " + resource.name() + ", but: " + e.getMessage(),
                    e);
        }
    }

    /** Whatever ends the waiting, the deadline or the word to cancel, ends the command. */
    private static void awaitEnd(Process process, Operation operation) {
        try {
            while (process.isAlive()) {
                operation.pause(POLL);
            }
        } catch (RuntimeException e) {
            Processes.kill(process.toHandle());
            throw e;
        }
    }
}
