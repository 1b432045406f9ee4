/**
 * The door. {@code Nanokit.load(Path.of("nanokit.yml")).provider("docker").up()} brings up what the file says;
 * {@link dev.nanokit.Nanokit} has the other verbs.
 */
@NullMarked
package dev.nanokit;

import org.jspecify.annotations.NullMarked;
