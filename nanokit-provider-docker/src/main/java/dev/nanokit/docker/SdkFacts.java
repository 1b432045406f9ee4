package dev.nanokit.docker;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.HealthCheck;
import com.github.dockerjava.api.model.Network;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the SDK answers, in plain values. */
final class SdkFacts {

    private SdkFacts() {}

    static ContainerFacts of(Container container) {
        Map<String, String> addresses = new HashMap<>();
        if (container.getNetworkSettings() != null) {
            orEmpty(container.getNetworkSettings().getNetworks()).forEach((network, place) -> {
                String live = place.getIpAddress();
                boolean fixed =
                        place.getIpamConfig() != null && place.getIpamConfig().getIpv4Address() != null;
                String address = live == null || live.isEmpty()
                        ? fixed ? place.getIpamConfig().getIpv4Address() : ""
                        : live;
                addresses.put(network, address);
            });
        }
        List<ContainerFacts.PublishedPort> ports = container.getPorts() == null
                ? List.of()
                : Arrays.stream(container.getPorts())
                        .filter(port -> port.getPublicPort() != null && port.getPrivatePort() != null)
                        .map(port -> new ContainerFacts.PublishedPort(port.getPublicPort(), port.getPrivatePort()))
                        .distinct()
                        .toList();
        return new ContainerFacts(
                container.getId(),
                container.getNames() == null || container.getNames().length == 0
                        ? container.getId()
                        : container.getNames()[0].substring(1),
                container.getState(),
                container.getStatus() == null ? "" : container.getStatus(),
                orEmpty(container.getLabels()),
                addresses,
                ports);
    }

    static NetworkFacts of(Network network) {
        Optional<Network.Ipam.Config> config = Optional.ofNullable(network.getIpam())
                .map(Network.Ipam::getConfig)
                .flatMap(configs -> configs.stream().findFirst());
        return new NetworkFacts(
                network.getId(),
                network.getName(),
                orEmpty(network.getLabels()),
                config.map(Network.Ipam.Config::getSubnet),
                config.map(Network.Ipam.Config::getGateway),
                orEmpty(network.getContainers()).values().stream()
                        .map(Network.ContainerNetworkConfig::getIpv4Address)
                        .filter(address -> address != null && address.contains("/"))
                        .map(address -> address.substring(0, address.indexOf('/')))
                        .collect(Collectors.toSet()));
    }

    static DockerCalls.ContainerDetail of(InspectContainerResponse response) {
        Map<String, String> labels = response.getConfig() == null
                ? Map.of()
                : orEmpty(response.getConfig().getLabels());
        HealthCheck check =
                response.getConfig() == null ? null : response.getConfig().getHealthcheck();
        Long code = response.getState() == null ? null : response.getState().getExitCodeLong();
        return new DockerCalls.ContainerDetail(
                response.getId(),
                response.getName().substring(1),
                labels,
                response.getState() == null
                        ? ""
                        : String.valueOf(response.getState().getStatus()),
                code == null ? 0 : code.intValue(),
                check == null || check.getTest() == null ? List.of() : check.getTest(),
                response.getNetworkSettings() == null
                        ? Set.of()
                        : Set.copyOf(orEmpty(response.getNetworkSettings().getNetworks())
                                .keySet()));
    }

    static <V> Map<String, V> orEmpty(@Nullable Map<String, V> map) {
        return map == null ? Collections.emptyMap() : map;
    }
}
