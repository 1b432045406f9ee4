package dev.nanokit.engine.execution;

import dev.nanokit.failure.ProviderException;
import dev.nanokit.provider.Operation;
import dev.nanokit.provider.ProgramResult;
import dev.nanokit.provider.Programs;
import dev.nanokit.provider.ProviderSession;
import dev.nanokit.provider.Resource;
import dev.nanokit.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Runs what an instance wants to be run in it before it is stopped. It must not keep the instance from being stopped: a
 * failure is told, and no more.
 */
final class LastWords {

    private static final Duration LONGEST = Duration.ofMinutes(2);

    private final ProviderSession session;
    private final TimeSource time;

    LastWords(ProviderSession session, TimeSource time) {
        this.session = session;
        this.time = time;
    }

    void say(Resource instance, Operation operation) {
        if (instance.prestop().isEmpty() || !instance.state().isRunning()) {
            return;
        }
        Programs programs = session.capability(Programs.class)
                .orElseThrow(() -> new ProviderException(
                        ProviderException.Kind.BAD_CONFIGURATION,
                        "the provider runs no commands in what runs, and " + instance.slot() + " has a prestop hook",
                        null));
        Instant until = time.now().plus(LONGEST);
        for (List<String> command : instance.prestop()) {
            try {
                ProgramResult result = programs.exec(instance, command, new ShorterOperation(operation, until));
                if (!result.isSuccess()) {
                    operation.report("prestop hook ended with exit code " + result.exitCode());
                }
            } catch (ProviderException e) {
                operation.report("prestop hook failed: " + e.getMessage());
            }
        }
    }
}
