package dev.nanokit.aws;

import dev.nanokit.model.Project;
import dev.nanokit.provider.Finding;
import dev.nanokit.provider.ResourceSpec;
import java.util.ArrayList;
import java.util.List;

/** Databases and volumes, and what tasks need to reach them. Pure. */
final class DataDesign {

    private final DatabaseDesign databases;
    private final DatabaseRules rules;
    private final VolumeDesign volumes;

    DataDesign(Project project, Foundations foundations) {
        this.databases = new DatabaseDesign(project, foundations);
        this.rules = new DatabaseRules(project);
        this.volumes = new VolumeDesign(project, foundations);
    }

    ResourceSpec database(ResourceSpec standard) {
        return databases.of(standard);
    }

    ResourceSpec volume(ResourceSpec standard) {
        return volumes.of(standard);
    }

    /** {@return the same, told of databases in the way in which they are reached on AWS; before secrets are taken out} */
    ResourceSpec reaching(ResourceSpec task) {
        return databases.reaching(task);
    }

    /** {@return the same, with what it needs beside the volumes that it mounts} */
    ResourceSpec mounted(ResourceSpec task) {
        return volumes.mounted(task);
    }

    List<ResourceSpec> specs() {
        return databases.subnetGroups();
    }

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>(rules.findings());
        findings.addAll(volumes.findings());
        return findings;
    }
}
