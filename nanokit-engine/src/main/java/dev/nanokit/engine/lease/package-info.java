/** The right of one run at a time to change a scope. */
@NullMarked
package dev.nanokit.engine.lease;

import org.jspecify.annotations.NullMarked;
