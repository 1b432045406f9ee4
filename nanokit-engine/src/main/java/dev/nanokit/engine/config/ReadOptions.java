package dev.nanokit.engine.config;

import dev.nanokit.secret.SecretSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a file is to be read.
 *
 * @param environment the environment; empty for that of the git branch, else {@code local}
 * @param variables the caller's variables, which win over all others
 * @param overrides texts in the form of the file that are merged over it, the later over the earlier
 * @param secretSources where secrets come from, beside {@code env://} and a Vault that the variables name
 * @param asksSecrets whether secrets are asked for; otherwise only the form of references is checked
 */
public record ReadOptions(
        Optional<String> environment,
        Map<String, String> variables,
        List<String> overrides,
        List<SecretSource> secretSources,
        boolean asksSecrets) {

    /** Copies the components. */
    public ReadOptions {
        variables = Map.copyOf(variables);
        overrides = List.copyOf(overrides);
        secretSources = List.copyOf(secretSources);
    }

    /** {@return no environment named, no variables, no overrides, secrets asked for} */
    public static ReadOptions standard() {
        return new ReadOptions(Optional.empty(), Map.of(), List.of(), List.of(), true);
    }
}
