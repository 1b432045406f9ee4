package dev.nanokit.engine.command;

import dev.nanokit.build.BuildContext;
import dev.nanokit.failure.InvalidSpecException;
import dev.nanokit.failure.Problem;
import dev.nanokit.model.Build;
import dev.nanokit.model.Project;
import dev.nanokit.model.Service;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the files that images are built of, so that the design, which is pure, knows what they are. Nothing is built: that
 * their digest differs is all that a plan has to know.
 */
final class BuildLook {

    private final Map<Build, Build> seen = new HashMap<>();
    private final List<Problem> problems = new ArrayList<>();

    private BuildLook() {}

    /**
     * Looks at the files of all builds.
     *
     * @param project the project
     * @return the same, with what they are
     * @throws InvalidSpecException if a folder or Dockerfile is missing or cannot be read, with its line
     */
    static Project at(Project project) {
        return new BuildLook().of(project);
    }

    private Project of(Project project) {
        Project looked = project;
        for (Service service : project.services().values()) {
            if (service.build().isPresent()) {
                looked = looked.withBuild(
                        service.name(), seen(service, service.build().get()));
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidSpecException(problems);
        }
        return looked;
    }

    /** Services that are built of the same are looked at once. */
    private Build seen(Service service, Build build) {
        Build known = seen.get(build);
        if (known != null) {
            return known;
        }
        try {
            Build looked = build.with(BuildContext.of(build).look());
            seen.put(build, looked);
            return looked;
        } catch (IOException e) {
            problems.add(Problem.of(
                            "spec.build",
                            service.positions().at("build"),
                            "services." + service.name() + ".build",
                            String.valueOf(e.getMessage()))
                    .withHint("context is the folder that the build sees, dockerfile a path in it or in the folder of"
                            + " the file"));
            return build;
        }
    }
}
