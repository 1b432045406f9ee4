package dev.nanokit.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.AccessMode;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HealthCheck;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import com.github.dockerjava.api.model.RestartPolicy;
import com.github.dockerjava.api.model.Volume;
import java.util.ArrayList;
import java.util.List;

/** What we ask for, in the SDK's words. */
final class SdkRequests {

    private SdkRequests() {}

    static CreateContainerCmd create(DockerClient client, ContainerRequest request) {
        List<ExposedPort> exposed = new ArrayList<>();
        List<PortBinding> bindings = new ArrayList<>();
        for (ContainerRequest.Publication port : request.ports()) {
            ExposedPort inside = ExposedPort.tcp(port.containerPort());
            exposed.add(inside);
            if (port.scope() != ContainerRequest.Publication.Scope.NOT_AT_ALL) {
                boolean loopback = port.scope() == ContainerRequest.Publication.Scope.LOOPBACK;
                String outside = port.hostPort().map(String::valueOf).orElse("");
                bindings.add(new PortBinding(new Ports.Binding(loopback ? "127.0.0.1" : null, outside), inside));
            }
        }
        HostConfig host = HostConfig.newHostConfig()
                .withNetworkMode(request.place().network())
                .withPortBindings(bindings)
                .withBinds(request.mounts().stream()
                        .map(mount -> new Bind(
                                mount.source(),
                                new Volume(mount.target()),
                                mount.readOnly() ? AccessMode.ro : AccessMode.rw))
                        .toList())
                .withRestartPolicy(
                        request.restart() == ContainerRequest.Restart.NEVER
                                ? RestartPolicy.noRestart()
                                : RestartPolicy.unlessStoppedRestart())
                .withInit(true);
        request.limits().nanoCpus().ifPresent(host::withNanoCPUs);
        request.limits().memoryBytes().ifPresent(host::withMemory);
        CreateContainerCmd command = client.createContainerCmd(request.image())
                .withName(request.name())
                .withHostName(request.hostName())
                .withEnv(request.env().entrySet().stream()
                        .map(variable -> variable.getKey() + "=" + variable.getValue())
                        .toList())
                .withLabels(request.labels())
                .withExposedPorts(exposed)
                .withStopTimeout((int) request.stopGrace().toSeconds())
                .withHostConfig(host);
        if (!request.entrypoint().isEmpty()) {
            command.withEntrypoint(request.entrypoint());
        }
        if (!request.place().aliases().isEmpty()) {
            command.withAliases(request.place().aliases());
        }
        request.place().address().ifPresent(command::withIpv4Address);
        request.check().ifPresent(check -> command.withHealthcheck(healthCheck(check)));
        return command;
    }

    private static HealthCheck healthCheck(ContainerRequest.Check check) {
        List<String> test = new ArrayList<>(List.of("CMD"));
        test.addAll(check.command());
        return new HealthCheck()
                .withTest(test)
                .withInterval(check.interval().toNanos())
                .withTimeout(check.timeout().toNanos())
                .withRetries(check.retries())
                .withStartPeriod(check.startPeriod().toNanos());
    }
}
