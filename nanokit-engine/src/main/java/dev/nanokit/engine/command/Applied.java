package dev.nanokit.engine.command;

import dev.nanokit.engine.execution.Outcome;
import dev.nanokit.engine.planning.WorkPlan;
import dev.nanokit.model.Project;
import java.time.Duration;
import java.util.Optional;

/**
 * What a verb that changes something has done.
 *
 * @param project the project as it was read
 * @param providerId on which platform
 * @param plan what was carried out
 * @param outcome what stands now
 * @param hostOfPorts where fixed ports of services are reached
 * @param took how long it took
 */
public record Applied(
        Project project,
        String providerId,
        WorkPlan plan,
        Outcome outcome,
        Optional<String> hostOfPorts,
        Duration took) {}
