package dev.nanokit.aws;

import dev.nanokit.model.DatabaseEngine;
import dev.nanokit.model.Name;
import dev.nanokit.model.Project;
import dev.nanokit.provider.Blueprint;
import dev.nanokit.provider.Feature;
import dev.nanokit.provider.Finding;
import dev.nanokit.provider.PlatformTraits;
import dev.nanokit.provider.ResourceKind;
import dev.nanokit.provider.ResourceSpec;
import dev.nanokit.provider.RunKind;
import dev.nanokit.provider.Slot;
import dev.nanokit.provider.StandardDesign;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What AWS holds for a project: the standard design, with what only AWS needs. Pure. */
final class AwsDesign {

    static final String IMAGE_PLATFORM = "platform";

    /** What Fargate runs where a task asks for nothing else, and what every builder can build. */
    static final String FARGATE_PLATFORM = "linux/amd64";

    private final Project project;
    private final Foundations foundations;
    private final TaskDesign tasks;
    private final BalancerDesign balancer;
    private final DataDesign data;
    private final CronDesign cron;
    private final ScalingDesign scaling;

    AwsDesign(Project project, AwsSettings settings, Surrounding around) {
        this.project = project;
        this.foundations = new Foundations(project, settings, around);
        this.tasks = new TaskDesign(project, foundations, around.region());
        this.balancer = new BalancerDesign(project, settings, foundations);
        this.data = new DataDesign(project, foundations);
        this.cron = new CronDesign(project, tasks);
        this.scaling = new ScalingDesign(project);
    }

    Blueprint design() {
        PlatformTraits traits = PlatformTraits.of("aws", RunKind.SERVICES)
                .withCommandChecks()
                .withFoundations(foundations.specs())
                .withInternalAddress(AwsDesign::internalAddress)
                .withManagedEngines(EnumSet.of(DatabaseEngine.POSTGRES, DatabaseEngine.MYSQL, DatabaseEngine.REDIS))
                .withFeatures(EnumSet.of(
                        Feature.BUILD,
                        Feature.HOOKS,
                        Feature.INSTALL,
                        Feature.CRON,
                        Feature.SCALE,
                        Feature.VOLUME_TYPES,
                        Feature.DATABASE_PLANS,
                        Feature.MANAGED_PASSWORDS));
        Blueprint standard = new StandardDesign(traits).design(project);
        Map<Slot, ResourceSpec> designed = new HashMap<>();
        standard.resources().stream()
                .filter(spec -> !isCron(spec))
                .forEach(spec -> designed.put(spec.slot(), of(spec)));
        List<ResourceSpec> specs = new ArrayList<>();
        standard.resources()
                .forEach(spec -> specs.add(
                        isCron(spec) ? cron.of(spec, designed) : Objects.requireNonNull(designed.get(spec.slot()))));
        specs.addAll(tasks.secretSpecs());
        specs.addAll(balancer.specs());
        specs.addAll(data.specs());
        specs.addAll(scaling.specs());
        List<Finding> findings = new ArrayList<>(standard.findings());
        findings.addAll(tasks.findings());
        findings.addAll(balancer.findings());
        findings.addAll(data.findings());
        findings.addAll(cron.findings());
        findings.addAll(scaling.findings());
        return new Blueprint(specs, standard.units(), findings);
    }

    private static boolean isCron(ResourceSpec spec) {
        return spec.slot().kind().equals(ResourceKind.CRON);
    }

    private ResourceSpec of(ResourceSpec standard) {
        ResourceKind kind = standard.slot().kind();
        if (kind.equals(ResourceKind.SERVICE) || kind.equals(ResourceKind.JOB)) {
            return data.mounted(balancer.reached(tasks.of(data.reaching(standard))));
        }
        if (kind.equals(ResourceKind.ROUTE)) {
            return balancer.route(standard);
        }
        if (kind.equals(ResourceKind.DATABASE)) {
            return data.database(standard);
        }
        if (kind.equals(ResourceKind.IMAGE)) {
            return standard.toBuilder().field(IMAGE_PLATFORM, FARGATE_PLATFORM).build();
        }
        return kind.equals(ResourceKind.VOLUME) ? data.volume(standard) : standard;
    }

    /** Siblings find each other by names that are known in the VPC. */
    private static String internalAddress(Project project, Name name) {
        String address = StandardDesign.addressByName(project, name);
        int colon = address.indexOf(':');
        int end = colon < 0 ? address.length() : colon;
        return Foundations.label(name) + "." + Foundations.domain(project) + address.substring(end);
    }
}
