package dev.nanokit.docker;

import dev.nanokit.failure.ProviderException;
import dev.nanokit.provider.Operation;
import dev.nanokit.provider.ProgramResult;
import dev.nanokit.provider.Programs;
import dev.nanokit.provider.Resource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Commands in containers. The engine has no call that ends one: what is late is left to itself. */
final class DockerPrograms implements Programs {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(10);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(200);

    private final DockerCalls calls;

    DockerPrograms(DockerCalls calls) {
        this.calls = calls;
    }

    @Override
    public ProgramResult exec(Resource resource, List<String> command, Operation operation) {
        DockerCalls.RunningExec exec = calls.begin(resource.id().value(), command);
        try (StreamText output = exec.output()) {
            Duration pause = FIRST_PAUSE;
            Optional<DockerCalls.ExecResult> result = Optional.empty();
            while (result.isEmpty()) {
                pause(resource, command, operation, pause);
                pause = longer(pause);
                if (output.hasEnded()) {
                    output.rethrow();
                    result = calls.result(exec); // the exit code comes a moment after the end of the output
                }
            }
            return new ProgramResult(
                    result.get().exitCode(), result.get().output().lines().toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void pause(Resource resource, List<String> command, Operation operation, Duration pause) {
        try {
            operation.pause(pause);
        } catch (ProviderException e) {
            throw new ProviderException(
                    ProviderException.Kind.FAILED,
                    command.get(0) + " in " + resource.name()
                            + " did not end before its deadline; it is no longer waited for, and may run on",
                    e);
        }
    }

    private static Duration longer(Duration pause) {
        Duration longer = pause.multipliedBy(2);
        return longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
    }
}
