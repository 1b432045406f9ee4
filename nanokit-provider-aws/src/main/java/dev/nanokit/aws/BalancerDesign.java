package dev.nanokit.aws;

import dev.nanokit.model.Project;
import dev.nanokit.provider.Finding;
import dev.nanokit.provider.ResourceSpec;
import java.util.List;

/** The balancer and what leads from it to services. Pure. */
@SuppressWarnings("UnusedVariable")
final class BalancerDesign {

    private final Project project;
    private final AwsSettings settings;
    private final Foundations foundations;

    BalancerDesign(Project project, AwsSettings settings, Foundations foundations) {
        this.project = project;
        this.settings = settings;
        this.foundations = foundations;
    }

    ResourceSpec route(ResourceSpec standard) {
        return standard;
    }

    List<ResourceSpec> specs() {
        return List.of();
    }

    List<Finding> findings() {
        return List.of();
    }
}
