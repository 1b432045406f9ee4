package dev.nanokit.engine.planning;

import dev.nanokit.model.SourcePosition;
import dev.nanokit.plan.Step;
import java.util.Optional;

/**
 * A step with what the executor has to do for it.
 *
 * @param step the step as people see it
 * @param task what to do
 * @param position the place in the file that it came from
 */
public record Work(Step step, Task task, Optional<SourcePosition> position) {}
