/**
 * Everything that Nanokit throws: one sealed, unchecked family under {@link dev.nanokit.failure.NanokitException}, each
 * with a stable code. Decide by type and code, never by message text.
 */
@NullMarked
package dev.nanokit.failure;

import org.jspecify.annotations.NullMarked;
