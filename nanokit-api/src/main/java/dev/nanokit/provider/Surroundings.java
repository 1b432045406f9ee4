package dev.nanokit.provider;

import java.util.Map;
import java.util.Optional;

/**
 * What a platform says of itself before design: account, region, networks, the reach of the host. A plain value, so
 * that design stays pure. Immutable and thread-safe.
 *
 * @param facts what was read, by names that the provider chooses
 */
public record Surroundings(Map<String, String> facts) {

    /** Copies the component. */
    public Surroundings {
        facts = Map.copyOf(facts);
    }

    /** {@return surroundings without any fact} */
    public static Surroundings none() {
        return new Surroundings(Map.of());
    }

    /**
     * Gives one fact.
     *
     * @param name the fact's name
     * @return its value, or empty if it is not known
     */
    public Optional<String> fact(String name) {
        return Optional.ofNullable(facts.get(name));
    }
}
