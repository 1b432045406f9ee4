package dev.nanokit.model;

import java.util.Objects;

/**
 * The gateway through which hosts are reached. Immutable and thread-safe.
 *
 * @param httpPort host port for HTTP; default 80
 * @param httpsPort host port for HTTPS; default 443
 * @param positions where {@code gatewayPort} and {@code gatewayHttpsPort} stand in the file
 */
public record Gateway(Port httpPort, Port httpsPort, Positions positions) {

    /** Checks the components. */
    public Gateway {
        Objects.requireNonNull(httpPort, "httpPort");
        Objects.requireNonNull(httpsPort, "httpsPort");
        Objects.requireNonNull(positions, "positions");
    }

    /** {@return the gateway on ports 80 and 443} */
    public static Gateway standard() {
        return new Gateway(new Port(80), new Port(443), Positions.inCode());
    }

    /** {@return whether the other has the same ports, wherever they were declared} */
    @Override
    public boolean equals(Object other) {
        return other instanceof Gateway gateway
                && gateway.httpPort.equals(httpPort)
                && gateway.httpsPort.equals(httpsPort);
    }

    @Override
    public int hashCode() {
        return Objects.hash(httpPort, httpsPort);
    }
}
