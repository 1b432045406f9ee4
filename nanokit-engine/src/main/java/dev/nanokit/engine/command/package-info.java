/**
 * One class a verb. Reading {@link dev.nanokit.engine.command.UpCommand} from top to bottom explains the product.
 */
@NullMarked
package dev.nanokit.engine.command;

import org.jspecify.annotations.NullMarked;
