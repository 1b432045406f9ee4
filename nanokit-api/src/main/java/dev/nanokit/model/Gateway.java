package dev.nanokit.model;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The gateway through which hosts are reached. Immutable and thread-safe; equality is by content, positions aside.
 *
 * @param httpPort host port for HTTP; default 80
 * @param httpsPort host port for HTTPS; default 443
 * @param https whether it speaks HTTPS; default true
 * @param adminEmail the address that a certificate authority is told; empty for none
 * @param persistence where certificates are kept; empty for the platform's own choice
 * @param positions where {@code gatewayPort} and {@code gatewayHttpsPort} stand in the file
 */
public record Gateway(
        Port httpPort,
        Port httpsPort,
        boolean https,
        Optional<String> adminEmail,
        Optional<Persistence> persistence,
        Positions positions) {

    /** Where certificates are kept. */
    public enum Persistence {
        /** Beside the project. */
        PROJECT,
        /** On the host, for all projects. */
        GLOBAL
    }

    /** Checks the components. */
    public Gateway {
        Objects.requireNonNull(httpPort, "httpPort");
        Objects.requireNonNull(httpsPort, "httpsPort");
        Objects.requireNonNull(adminEmail, "adminEmail");
        Objects.requireNonNull(persistence, "persistence");
        Objects.requireNonNull(positions, "positions");
    }

    /** {@return the gateway on ports 80 and 443} */
    public static Gateway standard() {
        return on(new Port(80), new Port(443));
    }

    /**
     * Gives a gateway on two ports, everything else as usual.
     *
     * @param http host port for HTTP
     * @param https host port for HTTPS
     * @return the gateway, as built in code
     */
    public static Gateway on(Port http, Port https) {
        return new Gateway(http, https, true, Optional.empty(), Optional.empty(), Positions.inCode());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Gateway gateway && content().equals(gateway.content());
    }

    @Override
    public int hashCode() {
        return Objects.hash(httpPort, httpsPort);
    }

    private List<Object> content() {
        return List.of(httpPort, httpsPort, https, adminEmail, persistence);
    }
}
