package dev.nanokit.provider;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Builds a {@link Resource}. Not thread-safe. */
public final class ResourceBuilder {

    private final PlatformId id;
    private final Labelled labels;
    private final Map<String, String> facts = new TreeMap<>();
    private String name;
    private Lifecycle state = Lifecycle.PRESENT;
    private boolean usedByOthers;

    ResourceBuilder(PlatformId id, Labelled labels) {
        this.id = Objects.requireNonNull(id, "id");
        this.labels = Objects.requireNonNull(labels, "labels");
        this.name = id.value();
    }

    /**
     * Sets the name on the platform; default is the id.
     *
     * @param value the name
     * @return this builder
     */
    public ResourceBuilder name(String value) {
        name = Objects.requireNonNull(value, "value");
        return this;
    }

    /**
     * Sets the state; default {@link Lifecycle#PRESENT}.
     *
     * @param value the state
     * @return this builder
     */
    public ResourceBuilder state(Lifecycle value) {
        state = Objects.requireNonNull(value, "value");
        return this;
    }

    /**
     * Adds a fact.
     *
     * @param fact its name
     * @param value its value
     * @return this builder
     */
    public ResourceBuilder fact(String fact, String value) {
        facts.put(Objects.requireNonNull(fact, "fact"), Objects.requireNonNull(value, "value"));
        return this;
    }

    /**
     * Says that other scopes use it too.
     *
     * @param value whether they do
     * @return this builder
     */
    public ResourceBuilder usedByOthers(boolean value) {
        usedByOthers = value;
        return this;
    }

    /** {@return the resource} */
    public Resource build() {
        return new DefaultResource(
                id,
                labels.slot(),
                labels.edition(),
                name,
                labels.fingerprint(),
                labels.bound(),
                Collections.unmodifiableMap(new TreeMap<>(facts)),
                state,
                labels.claims(),
                labels.tier(),
                labels.traits(),
                labels.prestop(),
                usedByOthers);
    }
}
