/**
 * Events as observations of Micrometer, from which its handlers make metrics and traces. The only package that knows
 * Micrometer, which is optional: an application that uses this package brings {@code io.micrometer:micrometer-observation}
 * itself. Depends on events and nothing else of the engine.
 */
@NullMarked
package dev.nanokit.observation;

import org.jspecify.annotations.NullMarked;
