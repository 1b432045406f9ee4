package dev.nanokit.docker;

import dev.nanokit.provider.Surroundings;
import java.util.Locale;

/** How this host reaches the containers of an engine. */
enum Reach {
    /** By their own addresses: the engine's bridge is an interface of this host. */
    DIRECT,
    /** By ports that are published on loopback: the engine runs in a virtual machine of this host. */
    PUBLISHED,
    /** Not at all: the engine is on another host. */
    NONE;

    private static final String FACT = "reach";

    static Reach of(Surroundings around) {
        return around.fact(FACT).map(Reach::valueOf).orElse(DIRECT);
    }

    Surroundings asSurroundings() {
        return new Surroundings(java.util.Map.of(FACT, name().toUpperCase(Locale.ROOT)));
    }
}
