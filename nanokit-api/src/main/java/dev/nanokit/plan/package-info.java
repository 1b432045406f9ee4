/**
 * The plan as a value: the steps that lead from what is there to what is wanted, each with its cause.
 */
@NullMarked
package dev.nanokit.plan;

import org.jspecify.annotations.NullMarked;
