package dev.nanokit.secret;

import dev.nanokit.model.SecretValue;
import java.util.Optional;

/** Finds secrets by references such as {@code vault://secret/shop#password}. Implementations are thread-safe. */
public interface SecretSource {

    /** {@return the scheme of the references that it answers, for instance {@code vault}} */
    String scheme();

    /**
     * Finds a secret.
     *
     * @param reference which
     * @return the secret, or empty if there is none of that name
     * @throws SecretSourceException if the source does not answer or refuses
     */
    Optional<SecretValue> find(SecretReference reference);
}
