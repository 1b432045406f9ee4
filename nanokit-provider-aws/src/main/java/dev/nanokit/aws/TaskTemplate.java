package dev.nanokit.aws;

import dev.nanokit.model.HealthCheck;
import dev.nanokit.model.Mount;
import dev.nanokit.model.Probe;
import dev.nanokit.provider.Resolved;
import dev.nanokit.provider.Wanted;
import dev.nanokit.provider.Workload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.EFSTransitEncryption;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.LogDriver;
import software.amazon.awssdk.services.ecs.model.MountPoint;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.Secret;
import software.amazon.awssdk.services.ecs.model.TransportProtocol;
import software.amazon.awssdk.services.ecs.model.Volume;

/**
 * What a task definition says of a service or a job. Pure. Two templates that would run the same have the same digest, so
 * that one which was registered already is found by its name; variables that only tell of siblings do not count.
 */
final class TaskTemplate {

    /** The name of the one container. */
    static final String CONTAINER = "main";

    static final String LOG_GROUP_OPTION = "awslogs-group";
    static final String LOG_PREFIX_OPTION = "awslogs-stream-prefix";

    /** Limits of a container's check, https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_HealthCheck.html. */
    private static final int SHORTEST_INTERVAL = 5;

    private static final int LONGEST_INTERVAL = 300;
    private static final int SHORTEST_TIMEOUT = 2;
    private static final int LONGEST_TIMEOUT = 60;
    private static final int MOST_RETRIES = 10;
    private static final int DIGEST_LENGTH = 10;

    private final Wanted wanted;
    private final Workload workload;
    private final String region;

    TaskTemplate(Wanted wanted, String region) {
        this.wanted = wanted;
        this.workload = Workload.of(wanted.values());
        this.region = region;
    }

    /** {@return the family of a service's task definition: its name and the digest of what it runs} */
    String family() {
        return wanted.name() + "-" + digest();
    }

    /** {@return the request, of a family and with tags} */
    RegisterTaskDefinitionRequest request(String family, Map<String, String> tags) {
        return request(family, wanted.environment()).toBuilder()
                .tags(EcsTags.sdk(tags))
                .build();
    }

    /** The request's text form shows every member in a fixed order, and no secret: those stand elsewhere. */
    String digest() {
        return TextDigest.of(request("family", workload.env()).toString(), DIGEST_LENGTH);
    }

    private RegisterTaskDefinitionRequest request(String family, SortedMap<String, Resolved> environment) {
        List<Volume> volumes = new ArrayList<>();
        List<MountPoint> mounts = new ArrayList<>();
        for (Mount mount : workload.mounts()) {
            String name = "volume-" + (volumes.size() + 1);
            String point = text(VolumeDesign.ACCESS_POINT + mount.target());
            volumes.add(Volume.builder()
                    .name(name)
                    .efsVolumeConfiguration(efs -> efs.fileSystemId(mount.source())
                            .transitEncryption(EFSTransitEncryption.ENABLED)
                            .authorizationConfig(enter -> enter.accessPointId(point)))
                    .build());
            mounts.add(MountPoint.builder()
                    .sourceVolume(name)
                    .containerPath(mount.target())
                    .readOnly(mount.readOnly())
                    .build());
        }
        return RegisterTaskDefinitionRequest.builder()
                .family(family)
                .requiresCompatibilities(Compatibility.FARGATE)
                .networkMode(NetworkMode.AWSVPC)
                .cpu(text(TaskDesign.FARGATE_CPU))
                .memory(text(TaskDesign.FARGATE_MEMORY))
                .executionRoleArn(text(TaskDesign.EXECUTION_ROLE))
                .taskRoleArn(text(TaskDesign.TASK_ROLE))
                .volumes(volumes)
                .containerDefinitions(container(environment, mounts))
                .build();
    }

    private ContainerDefinition container(SortedMap<String, Resolved> environment, List<MountPoint> mounts) {
        ContainerDefinition.Builder container = ContainerDefinition.builder()
                .name(CONTAINER)
                .image(workload.image())
                .essential(true)
                .memory(Integer.valueOf(text(TaskDesign.FARGATE_MEMORY)))
                .environment(environment.entrySet().stream()
                        .map(variable -> KeyValuePair.builder()
                                .name(variable.getKey())
                                .value(variable.getValue().text())
                                .build())
                        .toList())
                .secrets(secrets())
                .mountPoints(mounts)
                .dockerLabels(place())
                .logConfiguration(log -> log.logDriver(LogDriver.AWSLOGS).options(logOptions()));
        List<String> command = workload.command();
        if (!command.isEmpty()) {
            container.entryPoint(command.subList(0, 1)).command(command.subList(1, command.size()));
        }
        workload.expose()
                .ifPresent(port -> container.portMappings(PortMapping.builder()
                        .containerPort(port.number())
                        .protocol(TransportProtocol.TCP)
                        .build()));
        if (!workload.checkCommand().isEmpty()) {
            container.healthCheck(check());
        }
        return container.build();
    }

    private List<Secret> secrets() {
        List<Secret> secrets = new ArrayList<>();
        wanted.values().forEach((field, value) -> {
            if (field.startsWith(TaskDesign.SECRET)) {
                String name = field.substring(TaskDesign.SECRET.length());
                SecretPointer.parse(value.text())
                        .ifPresent(pointer -> secrets.add(Secret.builder()
                                .name(name)
                                .valueFrom(pointer.valueFrom(name))
                                .build()));
            }
        });
        return secrets;
    }

    /** What a job needs to be run by, when only its task definition is known. */
    private Map<String, String> place() {
        Map<String, String> labels = new TreeMap<>();
        labels.put(TaskPlace.CLUSTER, text(TaskDesign.CLUSTER));
        labels.put(TaskPlace.SUBNETS, String.join(",", TaskPlace.subnets(wanted.values())));
        labels.put(TaskPlace.GROUP, text(TaskDesign.GROUP));
        return labels;
    }

    private Map<String, String> logOptions() {
        Map<String, String> options = new LinkedHashMap<>();
        options.put(LOG_GROUP_OPTION, text(TaskDesign.LOG_GROUP));
        options.put("awslogs-region", region);
        options.put(LOG_PREFIX_OPTION, wanted.name());
        return options;
    }

    private software.amazon.awssdk.services.ecs.model.HealthCheck check() {
        HealthCheck check = wanted.spec().handling().check();
        List<String> command = new ArrayList<>(workload.checkCommand());
        command.add(0, check.probe() instanceof Probe.Command ? "CMD" : "CMD-SHELL");
        return software.amazon.awssdk.services.ecs.model.HealthCheck.builder()
                .command(command)
                .interval(seconds(check.interval(), SHORTEST_INTERVAL, LONGEST_INTERVAL))
                .timeout(seconds(check.timeout(), SHORTEST_TIMEOUT, LONGEST_TIMEOUT))
                .retries(Math.min(check.retries(), MOST_RETRIES))
                .startPeriod(seconds(check.startPeriod(), 0, LONGEST_INTERVAL))
                .build();
    }

    private static int seconds(Duration time, int least, int most) {
        return (int) Math.max(least, Math.min(most, time.toSeconds()));
    }

    private String text(String field) {
        Resolved value = wanted.values().get(field);
        return value == null ? "" : value.text();
    }
}
