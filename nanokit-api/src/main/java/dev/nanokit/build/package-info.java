/** The files that images are built of: which they are, and what they were when a plan was made. */
@NullMarked
package dev.nanokit.build;

import org.jspecify.annotations.NullMarked;
