package dev.nanokit.provider;

import dev.nanokit.failure.Problem;
import dev.nanokit.model.Database;
import dev.nanokit.model.DatabaseEngine;
import dev.nanokit.model.Positions;
import dev.nanokit.model.Project;
import dev.nanokit.model.Service;
import dev.nanokit.model.Volume;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Finds what a project asks for and a platform does not carry out. */
final class FeatureCheck {

    /** Where a password that everybody knows is good enough. */
    private static final String LOCAL = "local";

    private final PlatformTraits platform;
    private final List<Finding> findings = new ArrayList<>();

    FeatureCheck(PlatformTraits platform) {
        this.platform = platform;
    }

    List<Finding> of(Project project) {
        project.services().values().forEach(this::service);
        project.volumes().values().forEach(this::volume);
        project.databases().values().forEach(database -> database(database, project));
        project.networks()
                .values()
                .forEach(network ->
                        require(Feature.NETWORKS, true, network.positions(), "networks." + network.name(), ""));
        project.cron().values().forEach(job -> require(Feature.CRON, true, job.positions(), "cron." + job.name(), ""));
        project.deploy().ifPresent(deploy -> require(Feature.DEPLOY, true, deploy.positions(), "deploy", ""));
        return findings;
    }

    private void service(Service service) {
        String key = "services." + service.name();
        Positions places = service.positions();
        require(Feature.BUILD, service.build().isPresent(), places, key, "build");
        boolean isNamedToo = service.build().isPresent() && !service.image().isEmpty();
        if (isNamedToo && service.runtime().isEmpty() && platform.features().contains(Feature.BUILD)) {
            findings.add(new Finding(
                    Finding.Kind.APPROXIMATED,
                    Problem.of(
                            "plan.approximated",
                            places.at("image"),
                            key + ".image",
                            "the image that is built runs, and " + service.image() + " does not")));
        }
        require(Feature.PATH, service.path().isPresent(), places, key, "path");
        require(Feature.INSTALL, service.install().isPresent(), places, key, "provisioning");
        require(Feature.HOOKS, !service.hooks().isEmpty(), places, key, "hooks");
        require(Feature.SCALE, service.scale().isPresent(), places, key, "scale");
        require(Feature.NETWORKS, !service.networks().isEmpty(), places, key, "networks");
    }

    private void volume(Volume volume) {
        String key = "volumes." + volume.name();
        Positions places = volume.positions();
        require(Feature.VOLUME_TYPES, volume.type().isPresent(), places, key, "type");
        require(Feature.VOLUME_TYPES, volume.size().isPresent(), places, key, "size");
        boolean wishes = volume.performance() != Volume.Performance.STANDARD;
        require(Feature.VOLUME_TYPES, wishes, places, key, "performance");
    }

    private void database(Database database, Project project) {
        String key = "databases." + database.name();
        Positions places = database.positions();
        require(Feature.DATABASE_PLANS, database.plan().isPresent(), places, key, "plan");
        require(Feature.DATABASE_PLANS, database.storage().isPresent(), places, key, "storage");
        require(Feature.DATABASE_BRANCHES, database.branching().enabled(), places, key, "branching");
        if (!engines().contains(database.engine())) {
            refuse(places, key, "engine", "engine " + database.engine().id());
        }
        boolean isPublic = !database.hasOwnPassword() && PasswordSource.of(database, platform) == PasswordSource.FILE;
        if (isPublic && !project.environment().value().equals(LOCAL)) {
            findings.add(
                    new Finding(
                            Finding.Kind.REFUSED,
                            Problem.of(
                                    "spec.missing",
                                    places.at("rootPassword"),
                                    key + ".rootPassword",
                                    "database '" + database.name()
                                            + "' needs a rootPassword outside the environment local, for instance ${DB_PASSWORD}")));
        }
    }

    private Set<DatabaseEngine> engines() {
        return platform.databases() == PlatformTraits.Databases.MANAGED
                ? platform.managedEngines()
                : Set.of(DatabaseEngine.POSTGRES);
    }

    private void require(Feature feature, boolean isAsked, Positions places, String key, String name) {
        if (isAsked && !platform.features().contains(feature)) {
            refuse(places, key, name, name.isEmpty() ? key.substring(0, (key + ".").indexOf('.')) : name);
        }
    }

    private void refuse(Positions places, String key, String name, String what) {
        String whole = name.isEmpty() ? key : key + "." + name;
        findings.add(new Finding(
                Finding.Kind.REFUSED,
                Problem.of(
                        "plan.unsupported",
                        places.at(name),
                        whole,
                        "provider '" + platform.providerId() + "' does not carry out '" + what + "' in this version")));
    }
}
