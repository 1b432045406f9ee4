package dev.nanokit.engine.command;

import dev.nanokit.engine.execution.BoundedCall;
import dev.nanokit.engine.execution.RunContext;
import dev.nanokit.failure.ProviderException;
import dev.nanokit.provider.Logs;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.Slot;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reads the ends of logs. Writes nothing. */
public final class LogsCommand {

    private final Request request;

    /**
     * Makes the command.
     *
     * @param request what is asked for
     */
    public LogsCommand(Request request) {
        this.request = request;
    }

    /**
     * Reads.
     *
     * @param service name of a service or database
     * @param lines how many lines of each instance at most
     * @return the lines by slot, oldest first; empty if nothing of that name is there
     */
    public Map<Slot, List<String>> run(String service, int lines) {
        return Connection.with(request, "logs", connection -> {
            Logs logs = connection
                    .run()
                    .session()
                    .capability(Logs.class)
                    .orElseThrow(() -> new ProviderException(
                            ProviderException.Kind.BAD_CONFIGURATION,
                            "provider '" + connection.view().providerId() + "' gives no logs",
                            null));
            Map<Slot, List<String>> tails = new LinkedHashMap<>();
            connection.view().discover().resources().stream()
                    .filter(resource -> resource.slot().kind().runs())
                    .filter(resource -> resource.slot().owner().equals(service))
                    .sorted(Comparator.comparing(Resource::slot))
                    .forEach(resource ->
                            tails.merge(resource.slot(), tail(connection, logs, resource, lines), LogsCommand::joined));
            return tails;
        });
    }

    private static List<String> tail(Connection connection, Logs logs, Resource resource, int lines) {
        RunContext run = connection.run();
        return BoundedCall.reading(
                run.time(), run.rates(), "read a log", connection.callEnds(), () -> logs.tail(resource, lines));
    }

    /** Where an old and a new one stand in a slot, both are told. */
    private static List<String> joined(List<String> one, List<String> other) {
        return Stream.concat(one.stream(), other.stream()).toList();
    }
}
