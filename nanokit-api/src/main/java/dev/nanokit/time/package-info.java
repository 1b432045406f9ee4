/**
 * Time and threads as parameters. The engine waits, and runs its workers, only through a
 * {@link dev.nanokit.time.TimeSource}, so that a simulated one lets minutes pass in milliseconds.
 */
@NullMarked
package dev.nanokit.time;

import org.jspecify.annotations.NullMarked;
