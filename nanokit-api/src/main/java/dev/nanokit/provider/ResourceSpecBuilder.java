package dev.nanokit.provider;

import dev.nanokit.model.SourcePosition;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Builds a {@link ResourceSpec}. Not thread-safe. */
public final class ResourceSpecBuilder {

    private static final Pattern FIELD = Pattern.compile("[^,;=\\s]+");

    private final Slot slot;
    private final SortedMap<String, Value> fields = new TreeMap<>();
    private final SortedSet<Slot> needs = new TreeSet<>();
    private final SortedSet<Claim> claims = new TreeSet<>();
    private final Set<Trait> traits = EnumSet.noneOf(Trait.class);
    private Handling handling = Handling.standard();
    private @Nullable SourcePosition position;

    ResourceSpecBuilder(Slot slot) {
        this.slot = Objects.requireNonNull(slot, "slot");
    }

    /**
     * Sets a field.
     *
     * @param name its name: letters, digits and {@code . _ - /}; no comma, semicolon or equals sign
     * @param value its value
     * @return this builder
     */
    public ResourceSpecBuilder field(String name, Value value) {
        if (!FIELD.matcher(name).matches()) {
            throw new IllegalArgumentException("not a field's name: '" + name + "'");
        }
        fields.put(name, Objects.requireNonNull(value, "value"));
        return this;
    }

    /**
     * Sets a field to a literal.
     *
     * @param name its name
     * @param text its text
     * @return this builder
     */
    public ResourceSpecBuilder field(String name, String text) {
        return field(name, Value.of(text));
    }

    /**
     * Sets several fields.
     *
     * @param values values by name
     * @return this builder
     */
    public ResourceSpecBuilder fields(java.util.Map<String, Value> values) {
        values.forEach(this::field);
        return this;
    }

    /**
     * Adds slots that must be ready first.
     *
     * @param slots the slots
     * @return this builder
     */
    public ResourceSpecBuilder needs(Collection<Slot> slots) {
        needs.addAll(slots);
        return this;
    }

    /**
     * Adds a claim.
     *
     * @param claim what only one running resource can hold
     * @return this builder
     */
    public ResourceSpecBuilder claim(Claim claim) {
        claims.add(claim);
        return this;
    }

    /**
     * Sets the handling.
     *
     * @param value how it is treated
     * @return this builder
     */
    public ResourceSpecBuilder handling(Handling value) {
        handling = Objects.requireNonNull(value, "value");
        return this;
    }

    /**
     * Adds a trait.
     *
     * @param trait what else the engine must know of it
     * @return this builder
     */
    public ResourceSpecBuilder trait(Trait trait) {
        traits.add(trait);
        return this;
    }

    /**
     * Sets the place in the file.
     *
     * @param place where it was declared
     * @return this builder
     */
    public ResourceSpecBuilder position(SourcePosition place) {
        position = Objects.requireNonNull(place, "place");
        return this;
    }

    /** {@return the spec} */
    public ResourceSpec build() {
        return new DefaultResourceSpec(
                slot,
                Collections.unmodifiableSortedMap(new TreeMap<>(fields)),
                Collections.unmodifiableSortedSet(new TreeSet<>(needs)),
                Collections.unmodifiableSortedSet(new TreeSet<>(claims)),
                handling,
                Collections.unmodifiableSet(EnumSet.copyOf(traits)),
                Optional.ofNullable(position));
    }
}
