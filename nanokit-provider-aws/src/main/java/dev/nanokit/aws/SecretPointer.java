package dev.nanokit.aws;

import java.util.Optional;

/**
 * Where a secret value stands: what a task is given in place of the value. Immutable.
 *
 * @param arn ARN of the secret
 * @param key key in the secret's JSON; empty for the name of the variable
 * @param version id of its version; empty for the current one
 */
record SecretPointer(String arn, String key, String version) {

    /** The fact of a secret, or of what keeps one, that a {@code secret.} field refers to. */
    static final String FACT = "secret";

    /** {@return the text form, for a fact} */
    String text() {
        return arn + "#" + key + "#" + version;
    }

    /** {@return what {@link #text} gave; empty for any other text} */
    static Optional<SecretPointer> parse(String text) {
        String[] parts = text.split("#", -1);
        return parts.length == 3 ? Optional.of(new SecretPointer(parts[0], parts[1], parts[2])) : Optional.empty();
    }

    /** {@return the form that ECS takes, https://docs.aws.amazon.com/AmazonECS/latest/developerguide/secrets-envvar-secrets-manager.html} */
    String valueFrom(String variable) {
        return arn + ":" + (key.isEmpty() ? variable : key) + "::" + version;
    }
}
