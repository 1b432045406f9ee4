package dev.nanokit.provider;

import dev.nanokit.model.SecretValue;
import java.util.Objects;

/**
 * Whom a registry lets in. Immutable and thread-safe; its text form shows no password.
 *
 * @param server host of the registry, with its port if it has one
 * @param user the user
 * @param password the user's password or token
 */
public record RegistryLogin(String server, String user, SecretValue password) {

    /** Checks the components. */
    public RegistryLogin {
        Objects.requireNonNull(server, "server");
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(password, "password");
    }

    @Override
    public String toString() {
        return user + " at " + server;
    }
}
