package dev.nanokit.engine.config;

import dev.nanokit.failure.Problem;
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
        Answer answer = find(reference, place, key);
        if (answer.isMissing()) {
            problems.add(
                    "spec.secret-missing",
                    place,
                    key,
                    reference.scheme().equals(ENV)
                            ? "variable " + reference.path() + " is not set, which " + reference + " names"
                            : "there is no secret " + reference);
        }
        return concealed(answer.value());
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
        Answer answer = sources.containsKey(VAULT) ? find(standard, place, key) : Answer.missing();
        if (!isAsking || !answer.isMissing()) {
            return concealed(answer.value());
        }
        Optional<SecretValue> value = variables.find(variable).map(SecretValue::of);
        if (value.isEmpty()) {
            problems.add(Problem.of("spec.secret-missing", place, key, "secret " + variable + " was not found")
                    .withHint("it is looked for as " + standard + ", if VAULT_ADDR and VAULT_TOKEN are set, and then as"
                            + " the variable " + variable));
        }
        return concealed(value);
    }

    /** {@return the password of a database by the documented path in Vault; empty if there is no Vault or none in it} */
    Optional<SecretValue> ofDatabase(Name project, Name environment, Name database, Keys keys) {
        if (!sources.containsKey(VAULT)) {
            return Optional.empty();
        }
        SecretReference reference = new SecretReference(
                VAULT,
                String.join("/", "secret/nanokit", project.value(), environment.value(), "databases", database.value()),
                Optional.of("password"));
        Answer answer = find(reference, keys.at("rootPassword"), keys.path("rootPassword"));
        return answer.isMissing() ? Optional.empty() : Optional.of(concealed(answer.value()));
    }

    private Answer find(SecretReference reference, SourcePosition place, String key) {
        if (!isAsking) {
            return Answer.untold();
        }
        if (reference.scheme().equals(ENV)) {
            return new Answer(variables.find(reference.path()).map(SecretValue::of), true);
        }
        SecretSource source = sources.get(reference.scheme());
        if (source == null) {
            problems.add(Problem.of(
                            "spec.secret-source",
                            place,
                            key,
                            "nothing answers references that begin with " + reference.scheme() + "://")
                    .withHint("set VAULT_ADDR and VAULT_TOKEN, or give a source by Nanokit.secrets(...)"));
            return Answer.untold();
        }
        try {
            return new Answer(source.find(reference), true);
        } catch (SecretSourceException e) {
            problems.add("spec.secret-source", place, key, String.valueOf(e.getMessage()));
            return Answer.untold();
        }
    }

    /** What a source said; untold if it was not asked, or could not tell, which is a problem by then. */
    private record Answer(Optional<SecretValue> value, boolean isTold) {

        static Answer untold() {
            return new Answer(Optional.empty(), false);
        }

        static Answer missing() {
            return new Answer(Optional.empty(), true);
        }

        boolean isMissing() {
            return isTold && value.isEmpty();
        }
    }

    private SecretValue concealed(Optional<SecretValue> value) {
        value.ifPresent(secret -> problems.conceal(secret.reveal()));
        return value.orElse(SecretValue.of(""));
    }

    /** Whose secret it is. */
    record Scope(Name project, Name environment, Name service) {}
}
