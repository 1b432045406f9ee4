package dev.nanokit.provider;

import dev.nanokit.failure.Problem;
import dev.nanokit.model.CronJob;
import dev.nanokit.model.Database;
import dev.nanokit.model.Hooks;
import dev.nanokit.model.Name;
import dev.nanokit.model.Port;
import dev.nanokit.model.Project;
import dev.nanokit.model.Service;
import dev.nanokit.model.UpdateStrategy;
import dev.nanokit.model.Volume;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * The design that most platforms share: one spec per declared thing, or per instance of it. A provider calls it from
 * {@link Provider#design} and adds what is its own. Pure; immutable and thread-safe.
 */
public final class StandardDesign {

    /** Waves of a rolling update: half of the instances, then the other half. */
    private static final int WAVES = 2;

    /** Time for requests under way, and for proxies that remember a member for a moment. */
    private static final Duration DRAIN = Duration.ofSeconds(1);

    private static final int LONGEST_HOST_NAME = 63;
    private static final int ALIAS_DIGEST = 8;

    private final PlatformTraits platform;

    /**
     * Makes the design for a platform.
     *
     * @param platform what must be known of it
     */
    public StandardDesign(PlatformTraits platform) {
        this.platform = Objects.requireNonNull(platform, "platform");
    }

    /**
     * Says what the platform will hold for a project.
     *
     * @param project what is wanted
     * @return specs, units and findings
     */
    public Blueprint design(Project project) {
        List<ResourceSpec> specs = new ArrayList<>(platform.foundations());
        List<Unit> units = new ArrayList<>();
        List<Finding> findings = new ArrayList<>(new FeatureCheck(platform).of(project));
        for (Volume volume : project.volumes().values()) {
            specs.add(ResourceSpec.builder(volumeSlot(volume.name()))
                    .needs(foundationSlots())
                    .trait(Trait.HOLDS_DATA)
                    .position(volume.positions().own())
                    .build());
        }
        for (Database database : project.databases().values()) {
            addDatabase(project, database, specs, units, findings);
        }
        Metadata metadata = new Metadata(project, platform);
        for (Service service : project.services().values()) {
            addService(service, metadata, specs, units);
        }
        if (platform.features().contains(Feature.CRON)) {
            project.cron().values().forEach(job -> addCron(project, job, specs));
        }
        return new Blueprint(specs, units, findings);
    }

    /**
     * Gives {@code name:port}, where a platform's own names lead to services: the default internal address.
     *
     * @param project the project
     * @param name a service or database of it
     * @return the address, without a port if it listens on none
     */
    public static String addressByName(Project project, Name name) {
        Database database = project.databases().get(name);
        if (database != null) {
            return name.inHostNames() + ":" + database.engine().port();
        }
        Service service = project.services().get(name);
        Optional<Port> port = service == null ? Optional.empty() : service.expose();
        return name.inHostNames() + port.map(number -> ":" + number).orElse("");
    }

    /**
     * Gives the public address of a service.
     *
     * @param project the project
     * @param service a service of it
     * @return the URL of its first host, or empty if it has none
     */
    public static Optional<String> publicUrl(Project project, Service service) {
        int port = project.gateway().httpPort().number();
        return service.hosts().stream().findFirst().map(host -> "http://" + host + (port == 80 ? "" : ":" + port));
    }

    private void addDatabase(
            Project project, Database database, List<ResourceSpec> specs, List<Unit> units, List<Finding> findings) {
        switch (platform.databases()) {
            case MANAGED -> {
                ManagedDatabaseSpec managed = new ManagedDatabaseSpec(database, platform);
                specs.add(managed.spec().needs(foundationSlots()).build());
                findings.addAll(managed.findings(project));
            }
            case REFUSED ->
                findings.add(new Finding(
                        Finding.Kind.REFUSED,
                        Problem.of(
                                "plan.unsupported",
                                database.positions().own(),
                                "databases." + database.name(),
                                "provider '" + platform.providerId() + "' runs no databases")));
            case INSTANCE -> {
                specs.add(PostgresSpecs.volume(database, volumeSlot(database.name()))
                        .needs(foundationSlots())
                        .build());
                Slot slot = Slot.instance(database.name().value(), 1);
                WorkloadFields fields = new WorkloadFields().aliases(aliases(project, database.name()));
                platform.network().ifPresent(fields::network);
                specs.add(PostgresSpecs.instance(database, slot, volumeSlot(database.name()), fields, platform)
                        .needs(foundationSlots())
                        .build());
                units.add(new Unit(database.name(), new Strategy.Recreate(), List.of(slot), Optional.empty()));
            }
        }
    }

    private void addService(Service service, Metadata metadata, List<ResourceSpec> specs, List<Unit> units) {
        Project project = metadata.project();
        List<Slot> slots = slots(service);
        boolean rolling = service.updateStrategy() == UpdateStrategy.ROLLING;
        Strategy strategy = platform.runs() == RunKind.SERVICES
                ? new Strategy.Platform(rolling)
                : rolling ? new Strategy.Rolling(WAVES) : new Strategy.Recreate();
        boolean memberships = platform.memberships() == PlatformTraits.Memberships.ALL
                || (platform.memberships() == PlatformTraits.Memberships.ROLLING && rolling);
        Optional<Slot> membership = memberships
                ? Optional.of(new Slot(ResourceKind.MEMBERS, service.name().value()))
                : Optional.empty();
        units.add(new Unit(service.name(), strategy, slots, membership));
        if (platform.features().contains(Feature.BUILD) && !slots.isEmpty()) {
            service.build().ifPresent(build -> specs.add(ImageSpecs.of(service, build)));
        }
        List<Slot> first = new ArrayList<>();
        for (int index = 0; index < slots.size(); index++) {
            WorkloadFields fields = new WorkloadFields()
                    .service(service, metadata)
                    .aliases(aliases(project, service.name()))
                    .env(metadata.compared(service));
            platform.network().ifPresent(fields::network);
            if (platform.commandChecks()) {
                fields.check(service.healthCheck().probe());
            }
            if (platform.features().contains(Feature.BUILD)) {
                service.build().ifPresent(build -> fields.built(ImageSpecs.ofVersion(service, build)));
            }
            if (platform.runs() == RunKind.SERVICES) {
                fields.instances(service.instances());
            }
            ResourceSpecBuilder spec = ResourceSpec.builder(slots.get(index))
                    .fields(fields.build())
                    .needs(foundationSlots())
                    .needs(dependencySlots(project, service))
                    .needs(metadata.referred(service))
                    .handling(Handling.standard()
                            .withCheck(service.healthCheck())
                            .withDrain(rolling ? DRAIN : Duration.ZERO)
                            .withVariables(metadata.variables())
                            .withPrestop(service.hooks().prestop().stream()
                                    .map(Hooks.Hook::words)
                                    .toList())
                            .withNote("membership", Boolean.toString(memberships)))
                    .position(service.positions().own());
            service.port().ifPresent(port -> spec.claim(new Claim("port:" + port)));
            if (index == 0) {
                first.addAll(addJobs(service, spec.build(), slots, specs));
            }
            specs.add(spec.needs(first).build());
        }
        if (!service.hosts().isEmpty()) {
            specs.add(route(project, service));
        }
    }

    /** {@return the job that what runs has to wait for, if there is one} */
    private static List<Slot> addJobs(Service service, ResourceSpec like, List<Slot> slots, List<ResourceSpec> specs) {
        List<ResourceSpec> first = new ServiceJobs(service, like).first();
        List<Slot> ready = new ArrayList<>(slots);
        if (!service.hosts().isEmpty()) {
            ready.add(routeSlot(service));
        }
        specs.addAll(first);
        specs.addAll(new ServiceJobs(service, like).after(ready));
        specs.addAll(new ServiceJobs(service, like).atEnd());
        return first.isEmpty() ? List.of() : List.of(first.get(first.size() - 1).slot());
    }

    /** A command at set times, in the running service, or like it, or of an image of its own. */
    private void addCron(Project project, CronJob job, List<ResourceSpec> specs) {
        WorkloadFields fields = new WorkloadFields();
        ResourceSpecBuilder spec = ResourceSpec.builder(
                        new Slot(ResourceKind.CRON, job.name().value()))
                .needs(foundationSlots())
                .field(Timetable.SCHEDULE, job.schedule())
                .position(job.positions().own());
        job.image().ifPresent(fields::image);
        job.service().ifPresent(name -> spec.field(Timetable.SERVICE, name.value())
                .needs(slots(Objects.requireNonNull(project.services().get(name)))));
        Map<String, Value> env = new LinkedHashMap<>();
        job.env().forEach((name, value) -> env.put(name, Value.of(value)));
        platform.network().ifPresent(fields::network);
        specs.add(spec.fields(fields.command(job.command()).env(env).build()).build());
    }

    private static Slot routeSlot(Service service) {
        return new Slot(ResourceKind.ROUTE, service.name().value());
    }

    private ResourceSpec route(Project project, Service service) {
        ResourceSpecBuilder route = ResourceSpec.builder(routeSlot(service))
                .needs(foundationSlots())
                .needs(platform.gateway().stream().toList())
                .field(Routing.SERVICE, service.name().value())
                .field(Routing.UPSTREAM, platformAlias(project, service.name()))
                .position(service.positions().at("host"));
        service.expose().ifPresent(port -> route.field(Routing.PORT, port.toString()));
        for (int index = 0; index < service.hosts().size(); index++) {
            route.field(Workload.item(Routing.HOST, index), service.hosts().get(index));
        }
        return route.build();
    }

    private List<Slot> slots(Service service) {
        if (platform.runs() == RunKind.SERVICES) {
            return List.of(new Slot(ResourceKind.SERVICE, service.name().value()));
        }
        return IntStream.rangeClosed(1, service.instances())
                .mapToObj(index -> Slot.instance(service.name().value(), index))
                .toList();
    }

    private List<Slot> dependencySlots(Project project, Service service) {
        List<Slot> slots = new ArrayList<>();
        for (Name name : service.dependsOn()) {
            Service dependency = project.services().get(name);
            if (dependency != null) {
                slots.addAll(slots(dependency));
            } else if (project.databases().containsKey(name)) {
                slots.add(databaseSlot(name));
            }
        }
        return slots;
    }

    private Slot databaseSlot(Name name) {
        return platform.databases() == PlatformTraits.Databases.MANAGED
                ? new Slot(ResourceKind.DATABASE, name.value())
                : Slot.instance(name.value(), 1);
    }

    private List<Slot> foundationSlots() {
        return platform.foundations().stream().map(ResourceSpec::slot).toList();
    }

    private static Slot volumeSlot(Name name) {
        return new Slot(ResourceKind.VOLUME, name.value());
    }

    private static List<String> aliases(Project project, Name name) {
        return List.of(name.inHostNames(), platformAlias(project, name));
    }

    /** Names of hosts have at most 63 characters between two dots (RFC 1035, 2.3.4): a longer one ends in a digest. */
    private static String platformAlias(Project project, Name name) {
        String share = project.component().map(id -> "-" + id.inHostNames()).orElse("");
        String alias = String.join(
                "-",
                "nk",
                project.name().inHostNames() + share,
                project.environment().inHostNames(),
                name.inHostNames());
        if (alias.length() <= LONGEST_HOST_NAME) {
            return alias;
        }
        String digest =
                UUID.nameUUIDFromBytes(alias.getBytes(StandardCharsets.UTF_8)).toString();
        return alias.substring(0, LONGEST_HOST_NAME - ALIAS_DIGEST - 1) + "-" + digest.substring(0, ALIAS_DIGEST);
    }
}
