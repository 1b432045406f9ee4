/** A small stack, up and answering, by one command: {@link dev.nanokit.sample.quickstart.Quickstart}. */
@NullMarked
package dev.nanokit.sample.quickstart;

import org.jspecify.annotations.NullMarked;
