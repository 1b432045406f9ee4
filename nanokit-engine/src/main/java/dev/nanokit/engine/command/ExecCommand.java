package dev.nanokit.engine.command;

import dev.nanokit.engine.execution.BoundedCall;
import dev.nanokit.engine.execution.WorkerOperation;
import dev.nanokit.failure.ProviderException;
import dev.nanokit.provider.Inventory;
import dev.nanokit.provider.ProgramResult;
import dev.nanokit.provider.Programs;
import dev.nanokit.provider.Resource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** Runs a command in what runs. */
public final class ExecCommand {

    /** The provider ends the command's time, and says so; a provider that does not is given up a little later. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Request request;

    /**
     * Makes the command.
     *
     * @param request what is asked for
     */
    public ExecCommand(Request request) {
        this.request = request;
    }

    /**
     * Runs it in the first running instance.
     *
     * @param name name of a service or database
     * @param command the command and its arguments
     * @return how it ended
     */
    public ProgramResult run(String name, List<String> command) {
        return Connection.with(request, "exec", connection -> {
            Programs programs = connection
                    .run()
                    .session()
                    .capability(Programs.class)
                    .orElseThrow(() -> new ProviderException(
                            ProviderException.Kind.BAD_CONFIGURATION,
                            "provider '" + connection.view().providerId() + "' runs no commands in what runs",
                            null));
            Inventory inventory = connection.view().discover();
            Resource first = Finds.running(inventory, name).stream()
                    .findFirst()
                    .orElseThrow(() -> new ProviderException(
                            ProviderException.Kind.NOT_FOUND,
                            "nothing runs under the name '" + name + "'; running: " + Finds.names(inventory),
                            null));
            Instant until = connection.callEnds();
            WorkerOperation operation = new WorkerOperation(
                    connection.run(),
                    until,
                    "exec " + first.slot(),
                    new AtomicBoolean(),
                    connection.run().events()::notice);
            return BoundedCall.within(
                    connection.run().time(),
                    "run " + command.get(0) + " in " + first.slot(),
                    until.plus(PATIENCE),
                    () -> programs.exec(first, command, operation));
        });
    }
}
