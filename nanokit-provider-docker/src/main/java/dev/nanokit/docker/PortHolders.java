package dev.nanokit.docker;

import dev.nanokit.failure.ProviderException;
import java.util.List;

/** Explains a start that failed because of a port: the engine says so in words only. */
final class PortHolders {

    private final DockerCalls calls;

    PortHolders(DockerCalls calls) {
        this.calls = calls;
    }

    /** {@return a failure that names who holds a port that the container wanted, if somebody does} */
    ProviderException explain(ContainerRequest request, ProviderException failure) {
        if (failure.kind() != ProviderException.Kind.FAILED) {
            return failure;
        }
        for (ContainerRequest.Publication publication : request.ports()) {
            if (publication.hostPort().isPresent()) {
                int port = publication.hostPort().get();
                List<ContainerFacts> holders = calls.publishing(port);
                if (!holders.isEmpty()) {
                    return taken(port, "container " + holders.get(0).name(), failure);
                }
                if (calls.isLocal() && isBound(port)) {
                    return taken(port, "another program on this host", failure);
                }
            }
        }
        return failure;
    }

    private static ProviderException taken(int port, String holder, ProviderException failure) {
        return new ProviderException(
                ProviderException.Kind.OWNERSHIP,
                "port " + port + " of the host is held by " + holder
                        + ". Stop that, or give the service or gateway another port",
                failure);
    }

    private static boolean isBound(int port) {
        try (java.net.ServerSocket attempt = new java.net.ServerSocket(port)) {
            return !attempt.isBound();
        } catch (java.io.IOException e) {
            return true;
        }
    }
}
