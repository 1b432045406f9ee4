/** Finds providers and chooses one. The door is {@link dev.nanokit.engine.selection.ProviderSelection}. */
@NullMarked
package dev.nanokit.engine.selection;

import org.jspecify.annotations.NullMarked;
