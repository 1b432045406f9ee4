package dev.nanokit.engine.command;

import dev.nanokit.failure.ProviderException;
import dev.nanokit.provider.Logs;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.Slot;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
                    .forEach(resource -> tails.put(resource.slot(), logs.tail(resource, lines)));
            return tails;
        });
    }
}
