package dev.nanokit.provider;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One thing found on the platform that carries our labels. Immutable and thread-safe. A provider makes it from the
 * platform's answer and from what the labels say, see {@link LabelCodec}.
 */
public sealed interface Resource permits DefaultResource {

    /** {@return how the platform names it} */
    PlatformId id();

    /** {@return its place} */
    Slot slot();

    /** {@return which of several that may stand in the slot it is: 8 characters} */
    String edition();

    /** {@return its name on the platform} */
    String name();

    /** {@return the fingerprint recorded on it; empty if it is unfinished} */
    Optional<Fingerprint> recorded();

    /** {@return digest of what each reference resolved to when it was written, by field} */
    Map<String, String> bound();

    /** {@return what others may refer to, by name: {@code address}, {@code name}, {@code id}, ...} */
    Map<String, String> facts();

    /** {@return its state} */
    Lifecycle state();

    /** {@return what only it can hold while it runs} */
    Set<Claim> claims();

    /** {@return its depth in the graph that made it: left-overs end from the highest tier down} */
    int tier();

    /** {@return what else the engine must know of it} */
    Set<Trait> traits();

    /** {@return commands that are run in it before it is stopped, in order} */
    List<List<String>> prestop();

    /** {@return whether scopes other than the one that was discovered use it; only ever true for what is shared} */
    boolean usedByOthers();

    /**
     * Begins a resource.
     *
     * @param id how the platform names it
     * @param labels what its labels say
     * @return a builder
     */
    static ResourceBuilder builder(PlatformId id, Labelled labels) {
        return new ResourceBuilder(id, labels);
    }
}
