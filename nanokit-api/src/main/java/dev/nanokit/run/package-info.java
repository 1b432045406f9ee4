/**
 * How a run is to behave: deadlines, guards, what happens on a failure, and how it is cancelled.
 */
@NullMarked
package dev.nanokit.run;

import org.jspecify.annotations.NullMarked;
