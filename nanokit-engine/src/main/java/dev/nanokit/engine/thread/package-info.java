/** The system's clock and real threads, behind {@link dev.nanokit.time.TimeSource}: the only place that knows them. */
@NullMarked
package dev.nanokit.engine.thread;

import org.jspecify.annotations.NullMarked;
