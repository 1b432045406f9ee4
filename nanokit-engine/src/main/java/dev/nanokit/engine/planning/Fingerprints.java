package dev.nanokit.engine.planning;

import dev.nanokit.provider.Fingerprint;
import dev.nanokit.provider.ResourceSpec;
import dev.nanokit.provider.Scope;
import dev.nanokit.provider.Value;
import dev.nanokit.provider.Workload;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Digests of specs. A reference counts by what it names; what it resolves to is bound beside the fingerprint. */
public final class Fingerprints {

    private static final int VERSION = 1;
    private static final int DIGEST_LENGTH = 10;
    private static final int EDITION_LENGTH = 8;

    private final SecretDigests secrets;

    /**
     * Makes digests for a scope.
     *
     * @param scope salts the digests of secrets
     */
    public Fingerprints(Scope scope) {
        this.secrets = new SecretDigests(scope);
    }

    Fingerprint of(ResourceSpec spec) {
        SortedMap<String, String> digests = new TreeMap<>();
        spec.fields().forEach((field, value) -> digests.put(field, digest(value)));
        return new Fingerprint(VERSION, digests);
    }

    /** {@return the digests of a version: those of all fields but what only scales} */
    static SortedMap<String, String> template(Fingerprint fingerprint) {
        SortedMap<String, String> digests = new TreeMap<>(fingerprint.digests());
        digests.keySet().removeIf(Workload::isScaling);
        return digests;
    }

    /** {@return what stands in a name; the salt lets an equal one stand beside the first} */
    String edition(Fingerprint fingerprint, int salt) {
        return Digests.of(EDITION_LENGTH, fingerprint.encoded(), Integer.toString(salt));
    }

    /**
     * Gives the digest of what a field with references resolved to.
     *
     * @param references what each reference in it resolved to, in order
     * @return the digest
     */
    public String bound(Iterable<String> references) {
        return Digests.of(DIGEST_LENGTH, String.join("\n", references));
    }

    /** {@return the fields that hold references, with these in order} */
    static Map<String, java.util.List<Value.Reference>> references(ResourceSpec spec) {
        Map<String, java.util.List<Value.Reference>> references = new TreeMap<>();
        spec.fields().forEach((field, value) -> {
            if (value instanceof Value.Literal || value instanceof Value.Secret) {
                return;
            }
            java.util.List<Value.Reference> inside = value.parts().stream()
                    .filter(Value.Reference.class::isInstance)
                    .map(Value.Reference.class::cast)
                    .toList();
            if (!inside.isEmpty()) {
                references.put(field, inside);
            }
        });
        return references;
    }

    private String digest(Value value) {
        if (value instanceof Value.Literal literal) {
            return Digests.of(DIGEST_LENGTH, "literal", literal.text());
        }
        if (value instanceof Value.Secret secret) {
            return Digests.of(DIGEST_LENGTH, "secret", secrets.of(secret.value()));
        }
        if (value instanceof Value.Reference reference) {
            return Digests.of(DIGEST_LENGTH, "reference", reference.slot().toString(), reference.fact());
        }
        return Digests.of(
                DIGEST_LENGTH, value.parts().stream().map(this::digest).toArray(String[]::new));
    }
}
