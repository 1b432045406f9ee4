package dev.nanokit.engine.config;

import dev.nanokit.model.Name;
import dev.nanokit.model.SecretValue;
import dev.nanokit.model.SourcePosition;
import dev.nanokit.secret.SecretReference;
import dev.nanokit.secret.SecretSource;
import dev.nanokit.secret.SecretSourceException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Resolves references to secrets, each with its place, or only checks their form where nothing is to be asked. */
final class Secrets {

    private static final String VAULT = "vault";
    private static final String ENV = "env";

    private final Map<String, SecretSource> sources;
    private final Variables variables;
    private final Problems problems;
    private final boolean isAsking;

    Secrets(Map<String, SecretSource> sources, Variables variables, Problems problems, boolean isAsking) {
        this.sources = new LinkedHashMap<>(sources);
        this.variables = variables;
        this.problems = problems;
        this.isAsking = isAsking;
    }

    /** {@return whether a text is a reference rather than a value} */
    boolean isReference(String text) {
        return SecretReference.parse(text)
                .map(SecretReference::scheme)
                .filter(scheme -> scheme.equals(ENV) || scheme.equals(VAULT) || sources.containsKey(scheme))
                .isPresent();
    }

    /** {@return the secret that a reference names; one is said to be missing if it is} */
    SecretValue resolve(String text, SourcePosition place, String key) {
        SecretReference reference = SecretReference.parse(text).orElseThrow();
        Optional<SecretValue> found = find(reference, place, key);
        if (found == null) {
            return SecretValue.of("");
        }
        if (found.isEmpty()) {
            problems.add(
                    "spec.secret-missing",
                    place,
                    key,
                    reference.scheme().equals(ENV)
                            ? "variable " + reference.path() + " is not set, which " + reference + " names"
                            : "there is no secret " + reference);
        }
        return found.map(this::concealed).orElse(SecretValue.of(""));
    }

    /** {@return the secret of a service's variable by the documented path in Vault, else the variable of that name} */
    SecretValue ofService(Scope scope, String variable, SourcePosition place, String key) {
        SecretReference standard = new SecretReference(
                VAULT,
                String.join(
                        "/",
                        "secret/nanokit",
                        scope.project().value(),
                        scope.environment().value(),
                        scope.service().value(),
                        variable),
                Optional.empty());
        Optional<SecretValue> found =
                sources.containsKey(VAULT) ? find(standard, place, key) : Optional.<SecretValue>empty();
        if (found == null || !isAsking) {
            return SecretValue.of("");
        }
        Optional<SecretValue> value = found.or(() -> variables.find(variable).map(SecretValue::of));
        if (value.isEmpty()) {
            problems.add(dev.nanokit.failure.Problem.of(
                            "spec.secret-missing", place, key, "secret " + variable + " was not found")
                    .withHint("it is looked for as " + standard + ", if VAULT_ADDR and VAULT_TOKEN are set, and then as"
                            + " the variable " + variable));
        }
        return value.map(this::concealed).orElse(SecretValue.of(""));
    }

    /** {@return what was found; null if that could not be told, which is a problem then} */
    private @org.jspecify.annotations.Nullable Optional<SecretValue> find(
            SecretReference reference, SourcePosition place, String key) {
        if (!isAsking) {
            return Optional.of(SecretValue.of(""));
        }
        if (reference.scheme().equals(ENV)) {
            return variables.find(reference.path()).map(SecretValue::of);
        }
        SecretSource source = sources.get(reference.scheme());
        if (source == null) {
            problems.add(dev.nanokit.failure.Problem.of(
                            "spec.secret-source",
                            place,
                            key,
                            "nothing answers references that begin with " + reference.scheme() + "://")
                    .withHint("set VAULT_ADDR and VAULT_TOKEN, or give a source by Nanokit.secrets(...)"));
            return null;
        }
        try {
            return source.find(reference);
        } catch (SecretSourceException e) {
            problems.add("spec.secret-source", place, key, String.valueOf(e.getMessage()));
            return null;
        }
    }

    private SecretValue concealed(SecretValue value) {
        problems.conceal(value.reveal());
        return value;
    }

    /** Whose secret it is. */
    record Scope(Name project, Name environment, Name service) {}
}
