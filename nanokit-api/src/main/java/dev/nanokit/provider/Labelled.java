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
}
