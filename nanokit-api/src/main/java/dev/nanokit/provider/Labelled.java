package dev.nanokit.provider;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What the labels of a resource say, read by {@link LabelCodec}. Immutable and thread-safe.
 *
 * @param scope whose it is
 * @param slot its place
 * @param edition which of several in the slot
 * @param fingerprint digests of its fields; empty if it is unfinished
 * @param bound digest of what each reference resolved to
 * @param claims what only it can hold while it runs
 * @param tier its depth in the graph that made it
 * @param traits what else the engine must know of it
 * @param prestop commands that are run in it before it is stopped
 */
public record Labelled(
        Scope scope,
        Slot slot,
        String edition,
        Optional<Fingerprint> fingerprint,
        Map<String, String> bound,
        Set<Claim> claims,
        int tier,
        Set<Trait> traits,
        List<List<String>> prestop) {

    /** Checks and copies the components. */
    public Labelled {
        Objects.requireNonNull(scope, "scope");
        Objects.requireNonNull(slot, "slot");
        Objects.requireNonNull(edition, "edition");
        Objects.requireNonNull(fingerprint, "fingerprint");
        bound = Map.copyOf(bound);
        claims = Set.copyOf(claims);
        traits = Set.copyOf(traits);
        prestop = prestop.stream().map(List::copyOf).toList();
    }

    /** {@return the same without a fingerprint: what carries it counts as unfinished} */
    public Labelled unfinished() {
        return new Labelled(scope, slot, edition, Optional.empty(), bound, claims, tier, traits, prestop);
    }

    /**
     * Replaces whose it is.
     *
     * @param value the scope
     * @return a copy
     */
    public Labelled withScope(Scope value) {
        return new Labelled(value, slot, edition, fingerprint, bound, claims, tier, traits, prestop);
    }

    /**
     * Replaces which of several in the slot it is.
     *
     * @param value the edition
     * @return a copy
     */
    public Labelled withEdition(String value) {
        return new Labelled(scope, slot, value, fingerprint, bound, claims, tier, traits, prestop);
    }

    /**
     * Replaces the digests of its fields. {@link #unfinished} takes them away.
     *
     * @param value the fingerprint
     * @return a copy
     */
    public Labelled withFingerprint(Fingerprint value) {
        return new Labelled(scope, slot, edition, Optional.of(value), bound, claims, tier, traits, prestop);
    }

    /**
     * Replaces what each reference resolved to.
     *
     * @param value digests by field
     * @return a copy
     */
    public Labelled withBound(Map<String, String> value) {
        return new Labelled(scope, slot, edition, fingerprint, value, claims, tier, traits, prestop);
    }

    /**
     * Replaces what only it can hold while it runs.
     *
     * @param value the claims
     * @return a copy
     */
    public Labelled withClaims(Set<Claim> value) {
        return new Labelled(scope, slot, edition, fingerprint, bound, value, tier, traits, prestop);
    }

    /**
     * Replaces its depth in the graph that made it.
     *
     * @param value the tier
     * @return a copy
     */
    public Labelled withTier(int value) {
        return new Labelled(scope, slot, edition, fingerprint, bound, claims, value, traits, prestop);
    }

    /**
     * Replaces what else the engine must know of it.
     *
     * @param value the traits
     * @return a copy
     */
    public Labelled withTraits(Set<Trait> value) {
        return new Labelled(scope, slot, edition, fingerprint, bound, claims, tier, value, prestop);
    }

    /**
     * Replaces the commands that are run in it before it is stopped.
     *
     * @param value the commands, in order
     * @return a copy
     */
    public Labelled withPrestop(List<List<String>> value) {
        return new Labelled(scope, slot, edition, fingerprint, bound, claims, tier, traits, value);
    }
}
