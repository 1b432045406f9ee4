/**
 * The Provider interface: what a platform must bring so that the engine can run a project on it, and the values that
 * pass between the two. A provider translates; order, concurrency, retries, deadlines, names, editions, labels,
 * fingerprints and events are the engine's.
 */
@NullMarked
package dev.nanokit.provider;

import org.jspecify.annotations.NullMarked;
