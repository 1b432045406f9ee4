package dev.nanokit.engine.planning;

import dev.nanokit.model.SecretValue;
import dev.nanokit.provider.Scope;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * Digests of secrets that stand in labels, where everybody on the host can read them: slow and salted by scope, so that
 * guessing is costly, and short, so that a hit proves little. A secret used twice is derived once.
 */
final class SecretDigests {

    private static final int ITERATIONS = 60_000;

    private final byte[] salt;
    private final Map<String, String> derived = new HashMap<>();

    SecretDigests(Scope scope) {
        this.salt = ("nanokit/" + scope).getBytes(StandardCharsets.UTF_8);
    }

    String of(SecretValue secret) {
        return derived.computeIfAbsent(secret.reveal(), this::derive);
    }

    private String derive(String text) {
        PBEKeySpec key = new PBEKeySpec(text.toCharArray(), salt, ITERATIONS, 64);
        try {
            byte[] bytes = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(key)
                    .getEncoded();
            return HexFormat.of().formatHex(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has PBKDF2WithHmacSHA256", e);
        } finally {
            key.clearPassword();
        }
    }
}
