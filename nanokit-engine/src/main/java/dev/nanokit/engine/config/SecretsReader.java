package dev.nanokit.engine.config;

import dev.nanokit.model.Name;
import dev.nanokit.model.SecretValue;
import dev.nanokit.model.ServiceBuilder;
import dev.nanokit.model.SourcePosition;
import java.util.Optional;

/** {@code secrets} of a service: references, or names of those at the top of the file. A value in clear is refused. */
final class SecretsReader {

    private final Keys file;
    private final Draft draft;

    SecretsReader(Keys file, Draft draft) {
        this.file = file;
        this.draft = draft;
    }

    void read(Name service, Keys keys, ServiceBuilder builder) {
        Optional<YamlNode> node = keys.node("secrets");
        if (node.isEmpty()) {
            return;
        }
        Secrets.Scope scope = new Secrets.Scope(draft.name(), draft.environment(), service);
        if (node.get() instanceof YamlNode.Sequence) {
            for (String name : keys.texts("secrets")) {
                builder.secret(name, named(scope, name, keys.at("secrets"), keys.path("secrets")));
            }
            return;
        }
        keys.map("secrets").ifPresent(secrets -> {
            for (String name : secrets.names()) {
                builder.secret(name, entry(scope, name, secrets));
            }
        });
    }

    private SecretValue entry(Secrets.Scope scope, String name, Keys secrets) {
        YamlNode node = secrets.node(name).orElseThrow();
        String key = secrets.path(name);
        if (node instanceof YamlNode.Scalar scalar && !scalar.isNull()) {
            return reference(scalar.text(), scalar.position(), key);
        }
        Optional<Keys> map = secrets.map(name);
        Optional<String> from = map.flatMap(keys -> keys.text("from"));
        map.ifPresent(Keys::end);
        if (from.isPresent() && !from.get().equals("vault")) {
            secrets.problem("spec.value", name, "found from: " + from.get() + ", expected from: vault");
        }
        return from.isPresent()
                ? draft.secrets().ofService(scope, name, node.position(), key)
                : named(scope, name, node.position(), key);
    }

    /** A name alone means the entry at the top of the file, else the documented places. */
    private SecretValue named(Secrets.Scope scope, String name, SourcePosition place, String key) {
        Optional<YamlNode> top = file.map("secrets").flatMap(secrets -> secrets.node(name));
        if (top.isPresent() && top.get() instanceof YamlNode.Scalar scalar && !scalar.isNull()) {
            return reference(scalar.text(), scalar.position(), "secrets." + name);
        }
        return draft.secrets().ofService(scope, name, place, key);
    }

    private SecretValue reference(String text, SourcePosition place, String key) {
        if (draft.secrets().isReference(text)) {
            return draft.secrets().resolve(text, place, key);
        }
        file.problem(dev.nanokit.failure.Problem.of(
                        "spec.plain-secret", place, key, "a secret does not stand in the file in clear")
                .withHint("write env://NAME, vault://path#key or {from: vault}"));
        return SecretValue.of("");
    }
}
