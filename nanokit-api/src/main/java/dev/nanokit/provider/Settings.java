package dev.nanokit.provider;

import dev.nanokit.failure.Problem;
import java.util.List;

/** A provider's own settings, bound from the keys under {@code infra}. Implementations are immutable. */
public interface Settings {

    /** {@return what is wrong with the settings, with the place of each; empty if nothing is} */
    List<Problem> problems();
}
