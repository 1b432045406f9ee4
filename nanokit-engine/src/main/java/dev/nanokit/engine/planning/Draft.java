package dev.nanokit.engine.planning;

import dev.nanokit.provider.Fingerprint;
import dev.nanokit.provider.ResourceSpec;

/**
 * What a write will bring into being, as far as it is known before the run: all but what its references resolve to.
 *
 * @param spec what is wanted
 * @param edition which of several in the slot
 * @param name its name on the platform
 * @param fingerprint digests of its fields
 * @param tier its depth in the graph
 */
public record Draft(ResourceSpec spec, String edition, String name, Fingerprint fingerprint, int tier) {}
