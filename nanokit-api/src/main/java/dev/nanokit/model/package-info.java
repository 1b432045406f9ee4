/**
 * What a nanokit.yml declares, resolved for one environment: a {@link dev.nanokit.model.Project} with its services,
 * databases and volumes. Immutable values without any platform's words; each knows its place in the file.
 */
@NullMarked
package dev.nanokit.model;

import org.jspecify.annotations.NullMarked;
