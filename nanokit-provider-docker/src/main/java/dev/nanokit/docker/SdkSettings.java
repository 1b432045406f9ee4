package dev.nanokit.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.AccessMode;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.ContainerConfig;
import com.github.dockerjava.api.model.HealthCheck;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Ports;
import dev.nanokit.model.Mount;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Asks the engine what a container has now, and turns the answer into plain values. */
final class SdkSettings {

    private static final String UNNAMED_VOLUME = "[0-9a-f]{64}";
    private static final String LOOPBACK = "127.0.0.1";

    private final DockerClient client;

    SdkSettings(DockerClient client) {
        this.client = client;
    }

    Optional<ContainerSettings> container(String id) {
        return DockerFailures.calling("look at container " + id, () -> {
            try {
                return Optional.of(of(client.inspectContainerCmd(id).exec()));
            } catch (NotFoundException e) {
                return Optional.empty();
            }
        });
    }

    /** {@return what an image brings along; empty if it is no longer on the engine} */
    Optional<ContainerSettings.OfImage> image(String id) {
        return DockerFailures.calling("look at image " + id, () -> {
            try {
                ContainerConfig config = client.inspectImageCmd(id).exec().getConfig();
                return Optional.ofNullable(config)
                        .map(there -> new ContainerSettings.OfImage(program(there), env(there)));
            } catch (NotFoundException e) {
                return Optional.empty();
            }
        });
    }

    private static ContainerSettings of(InspectContainerResponse there) {
        ContainerConfig config = Objects.requireNonNullElseGet(there.getConfig(), ContainerConfig::new);
        HostConfig host = Objects.requireNonNullElseGet(there.getHostConfig(), HostConfig::newHostConfig);
        SortedSet<String> networks = there.getNetworkSettings() == null
                ? new TreeSet<>()
                : new TreeSet<>(SdkFacts.orEmpty(there.getNetworkSettings().getNetworks())
                        .keySet());
        return new ContainerSettings(
                Objects.requireNonNullElse(config.getImage(), ""),
                there.getImageId(),
                program(config),
                env(config),
                orZero(host.getNanoCPUs()),
                orZero(host.getMemory()),
                mounts(host, there),
                hostPorts(host.getPortBindings()),
                networks,
                check(config.getHealthcheck()));
    }

    private static ContainerSettings.Program program(ContainerConfig config) {
        return new ContainerSettings.Program(list(config.getEntrypoint()), list(config.getCmd()));
    }

    private static List<String> list(String @Nullable [] words) {
        return words == null ? List.of() : List.of(words);
    }

    private static Map<String, String> env(ContainerConfig config) {
        Map<String, String> env = new TreeMap<>();
        for (String variable : list(config.getEnv())) {
            int equals = variable.indexOf('=');
            if (equals > 0) {
                env.put(variable.substring(0, equals), variable.substring(equals + 1));
            }
        }
        return env;
    }

    private static long orZero(@Nullable Long number) {
        return number == null ? 0 : number;
    }

    /** Binds stand there as they were asked for; what was mounted in another way is told with the engine's words. */
    private static List<Mount> mounts(HostConfig host, InspectContainerResponse there) {
        Map<String, Mount> mounts = new LinkedHashMap<>();
        if (there.getMounts() != null) {
            for (InspectContainerResponse.Mount mount : there.getMounts()) {
                String source = mount.getName() == null ? mount.getSource() : mount.getName();
                String target = mount.getDestination() == null
                        ? ""
                        : mount.getDestination().getPath();
                if (source != null && !source.matches(UNNAMED_VOLUME)) {
                    mounts.put(target, new Mount(source, target, Boolean.FALSE.equals(mount.getRW())));
                }
            }
        }
        Bind[] binds = host.getBinds();
        for (Bind bind : binds == null ? new Bind[0] : binds) {
            String target = bind.getVolume().getPath();
            mounts.put(target, new Mount(bind.getPath(), target, bind.getAccessMode() == AccessMode.ro));
        }
        return new ArrayList<>(mounts.values());
    }

    private static SortedSet<Integer> hostPorts(@Nullable Ports ports) {
        SortedSet<Integer> fixed = new TreeSet<>();
        if (ports != null) {
            ports.getBindings().values().stream()
                    .filter(Objects::nonNull)
                    .flatMap(Arrays::stream)
                    .filter(binding -> !LOOPBACK.equals(binding.getHostIp()))
                    .map(Ports.Binding::getHostPortSpec)
                    .filter(port -> port != null && port.matches("[1-9]\\d{0,4}"))
                    .forEach(port -> fixed.add(Integer.valueOf(port)));
        }
        return fixed;
    }

    private static List<String> check(@Nullable HealthCheck check) {
        List<String> test = check == null || check.getTest() == null ? List.of() : check.getTest();
        return test.isEmpty() || !test.get(0).equals("CMD") ? List.of() : List.copyOf(test.subList(1, test.size()));
    }
}
