/**
 * For an application that Nanokit has started: where it runs, as far as only the started instance can know. Nothing of
 * Nanokit but this package is needed for it, and nothing else uses it.
 */
@NullMarked
package dev.nanokit.metadata;

import org.jspecify.annotations.NullMarked;
