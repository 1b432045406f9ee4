/**
 * Pure planning: from what is wanted and what is there to the steps between. No clock, no input or output. The door is
 * {@link dev.nanokit.engine.planning.Planner}; what it makes is {@link dev.nanokit.engine.planning.WorkPlan}.
 */
@NullMarked
package dev.nanokit.engine.planning;

import org.jspecify.annotations.NullMarked;
