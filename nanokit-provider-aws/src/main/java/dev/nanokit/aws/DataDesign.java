package dev.nanokit.aws;

import dev.nanokit.model.Project;
import dev.nanokit.provider.Finding;
import dev.nanokit.provider.ResourceSpec;
import java.util.List;

/** Databases and volumes. Pure. */
@SuppressWarnings("UnusedVariable")
final class DataDesign {

    private final Project project;
    private final Foundations foundations;

    DataDesign(Project project, Foundations foundations) {
        this.project = project;
        this.foundations = foundations;
    }

    ResourceSpec database(ResourceSpec standard) {
        return standard;
    }

    ResourceSpec volume(ResourceSpec standard) {
        return standard;
    }

    /** {@return the same, with the needs of what it mounts} */
    ResourceSpec mounted(ResourceSpec task) {
        return task;
    }

    List<ResourceSpec> specs() {
        return List.of();
    }

    List<Finding> findings() {
        return List.of();
    }
}
