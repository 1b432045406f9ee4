package dev.nanokit.aws;

import dev.nanokit.failure.Problem;
import dev.nanokit.model.Cpu;
import dev.nanokit.model.MemorySize;
import dev.nanokit.model.Name;
import dev.nanokit.model.Probe;
import dev.nanokit.model.Project;
import dev.nanokit.model.Service;
import dev.nanokit.model.UpdateStrategy;
import dev.nanokit.provider.Finding;
import dev.nanokit.provider.Handling;
import dev.nanokit.provider.ResourceKind;
import dev.nanokit.provider.ResourceSpec;
import dev.nanokit.provider.ResourceSpecBuilder;
import dev.nanokit.provider.Slot;
import dev.nanokit.provider.Value;
import dev.nanokit.provider.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a service, a job or a command at set times needs on AWS beside what it needs everywhere: a size that Fargate has, a
 * place in the network, roles, a log, and secrets that stand in Secrets Manager rather than in what is run. Pure.
 */
final class TaskDesign {

    static final String CLUSTER = "cluster";
    static final String GROUP = "group";
    static final String EXECUTION_ROLE = "execution-role";
    static final String TASK_ROLE = "task-role";
    static final String LOG_GROUP = "log-group";
    static final String NAMESPACE = "namespace";
    static final String TARGET_GROUP = "target-group";
    static final String FARGATE_CPU = "fargate-cpu";
    static final String FARGATE_MEMORY = "fargate-memory";

    /** A variable whose value stands in Secrets Manager: {@code secret.<name>}, see {@link SecretPointer}. */
    static final String SECRET = "secret.";

    /** A note to the session: whether the version before goes on serving until the new one is ready. */
    static final String ROLLS = "rolls";

    /** A note to the session: how many instances a service begins with whose number AWS chooses. */
    static final String FEWEST = "fewest";

    static final String ENV = "env.";

    /** The field of the command that {@link dev.nanokit.provider.Workload#checkCommand} reads. */
    private static final String CHECK = "check.000";

    private static final String CPU = "cpu";
    private static final String MEMORY = "memory";
    private static final FargateSize SMALLEST = new FargateSize(256, 512);

    private final Project project;
    private final Foundations foundations;
    private final String region;
    private final SortedMap<String, SortedMap<String, Value>> secrets = new TreeMap<>();

    TaskDesign(Project project, Foundations foundations, String region) {
        this.project = project;
        this.foundations = foundations;
        this.region = region;
    }

    /** {@return what runs, with what AWS needs to run it} */
    ResourceSpec of(ResourceSpec standard) {
        boolean isService = standard.slot().kind().equals(ResourceKind.SERVICE);
        Optional<Service> service = owner(standard.slot());
        boolean isScaled = service.flatMap(ScalingDesign::of).isPresent();
        ResourceSpecBuilder spec = placed(standard.slot())
                .needs(standard.needs())
                .field(ENV + "NANOKIT_REGION", region)
                .field(ENV + "NANOKIT_CLUSTER", new Value.Reference(AwsSlots.CLUSTER, "name"))
                .field(ENV + "NANOKIT_ACCOUNT", new Value.Reference(AwsSlots.CLUSTER, "account"))
                .handling(standard.handling());
        standard.claims().forEach(spec::claim);
        standard.traits().forEach(spec::trait);
        standard.position().ifPresent(spec::position);
        standard.fields().forEach((field, value) -> {
            boolean isChosen = isScaled && Workload.isScaling(field);
            if (!field.equals(CPU) && !field.equals(MEMORY) && !isChosen) {
                field(spec, standard.slot().owner(), field, value);
            }
        });
        size(service, spec);
        if (isService) {
            service.ifPresent(one -> server(one, standard, spec));
        }
        return spec.build();
    }

    /** {@return what runs alone, of an image of its own: no variables but its own, and the smallest size} */
    ResourceSpecBuilder alone(ResourceSpec standard) {
        ResourceSpecBuilder spec =
                placed(standard.slot()).needs(standard.needs()).fields(standard.fields());
        size(Optional.empty(), spec);
        return spec;
    }

    private ResourceSpecBuilder placed(Slot slot) {
        return ResourceSpec.builder(slot)
                .fields(foundations.publicSubnets())
                .field(CLUSTER, new Value.Reference(AwsSlots.CLUSTER, "name"))
                .field(GROUP, new Value.Reference(AwsSlots.SERVICE_GROUP, "id"))
                .field(EXECUTION_ROLE, new Value.Reference(AwsSlots.EXECUTION_ROLE, "arn"))
                .field(TASK_ROLE, new Value.Reference(AwsSlots.TASK_ROLE, "arn"))
                .field(LOG_GROUP, new Value.Reference(AwsSlots.LOG_GROUP, "name"));
    }

    private void server(Service service, ResourceSpec standard, ResourceSpecBuilder spec) {
        if (service.expose().isPresent()) {
            spec.field(NAMESPACE, new Value.Reference(AwsSlots.NAMESPACE, "id"));
        }
        containerCheck(service).ifPresent(command -> spec.field(CHECK, command));
        Handling handling = standard.handling()
                .withNote(ROLLS, Boolean.toString(service.updateStrategy() == UpdateStrategy.ROLLING));
        spec.handling(ScalingDesign.of(service)
                .map(scale -> handling.withNote(FEWEST, Integer.toString(ScalingDesign.fewest(scale))))
                .orElse(handling));
    }

    /**
     * What no balancer asks is asked inside the container, by what small images have. An image's own check is not known to
     * ECS; with none, what runs is ready.
     */
    private static Optional<String> containerCheck(Service service) {
        if (Foundations.isBalanced(service)) {
            return Optional.empty();
        }
        Probe probe = service.healthCheck().probe();
        if (probe instanceof Probe.Http http) {
            String url = "http://127.0.0.1:" + http.port() + http.path();
            return Optional.of("wget -q -O /dev/null '" + url + "' || curl -fsS -o /dev/null '" + url + "'");
        }
        if (probe instanceof Probe.Tcp tcp) {
            String port = tcp.port().toString();
            return Optional.of("nc -z 127.0.0.1 " + port + " || bash -c '</dev/tcp/127.0.0.1/" + port + "'");
        }
        return Optional.empty();
    }

    /** A secret goes where secrets stand, and the task gets its place; a database's own password has one already. */
    private void field(ResourceSpecBuilder spec, String owner, String field, Value value) {
        boolean isVariable = field.startsWith(ENV);
        if (isVariable
                && value instanceof Value.Reference reference
                && reference.fact().equals("password")) {
            spec.field(SECRET + field.substring(ENV.length()), value);
        } else if (isVariable && value.parts().stream().anyMatch(Value.Secret.class::isInstance)) {
            secrets.computeIfAbsent(owner, any -> new TreeMap<>()).put(field, value);
            spec.field(
                    SECRET + field.substring(ENV.length()),
                    new Value.Reference(AwsSlots.secret(owner), SecretPointer.FACT));
        } else {
            spec.field(field, value);
        }
    }

    private static void size(Optional<Service> service, ResourceSpecBuilder spec) {
        FargateSize size = service.flatMap(one -> FargateSize.holding(one.cpu(), one.memory()))
                .orElse(SMALLEST);
        spec.field(FARGATE_CPU, Integer.toString(size.cpu()));
        spec.field(FARGATE_MEMORY, Integer.toString(size.memory()));
    }

    private Optional<Service> owner(Slot slot) {
        return Name.isValid(slot.owner())
                ? Optional.ofNullable(project.services().get(Name.of(slot.owner())))
                : Optional.empty();
    }

    /** {@return the secrets of what was designed so far, one spec for each service} */
    List<ResourceSpec> secretSpecs() {
        List<ResourceSpec> specs = new ArrayList<>();
        secrets.forEach((owner, fields) -> {
            ResourceSpecBuilder spec =
                    ResourceSpec.builder(AwsSlots.secret(owner)).fields(fields);
            owner(AwsSlots.secret(owner))
                    .ifPresent(service -> spec.position(service.positions().own()));
            specs.add(spec.build());
        });
        return specs;
    }

    /** {@return what is to be said of sizes: the nearest one is taken, and none that is too large} */
    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        for (Service service : project.services().values()) {
            containerCheck(service)
                    .ifPresent(command -> findings.add(finding(
                            Finding.Kind.APPROXIMATED,
                            service,
                            "healthcheck",
                            "no balancer asks this service, so it is asked inside its container, by a command that its"
                                    + " image must have: " + command)));
            Optional<Cpu> cpu = service.cpu();
            Optional<MemorySize> memory = service.memory();
            String key = cpu.isPresent() ? CPU : MEMORY;
            Optional<FargateSize> size = FargateSize.holding(cpu, memory);
            if (size.isEmpty()) {
                findings.add(finding(
                        Finding.Kind.REFUSED,
                        service,
                        key,
                        "Fargate has no size that large; 16 vCPU and 120 GB are most"));
            } else if (!size.get().isJust(cpu, memory)) {
                findings.add(finding(
                        Finding.Kind.APPROXIMATED,
                        service,
                        key,
                        "Fargate has no such size; the next larger one is taken: " + size.get()));
            }
        }
        return findings;
    }

    private static Finding finding(Finding.Kind kind, Service service, String key, String words) {
        return new Finding(
                kind,
                Problem.of(
                        kind == Finding.Kind.REFUSED ? "plan.unsupported" : "plan.approximated",
                        service.positions().at(key),
                        "services." + service.name() + "." + key,
                        words));
    }
}
