package dev.nanokit.docker;

import dev.nanokit.provider.LabelCodec;
import dev.nanokit.provider.Scope;
import dev.nanokit.provider.Scopes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The scopes of everything that carries our labels, leases among them: three lists. */
final class DockerScopes implements Scopes {

    private static final String BRIDGE = "bridge";

    private final DockerCalls calls;
    private final LabelCodec codec;

    DockerScopes(DockerCalls calls, LabelCodec codec) {
        this.calls = calls;
        this.codec = codec;
    }

    @Override
    public Set<Scope> all() {
        List<Map<String, String>> labels = new ArrayList<>();
        for (ContainerFacts container : calls.containers()) {
            if (!isUsedByOthers(container)) {
                labels.add(container.labels());
            }
        }
        calls.networks().forEach(network -> labels.add(network.labels()));
        calls.volumes().forEach(volume -> labels.add(volume.labels()));
        labels.addAll(DockerImages.labels(calls.images()).values());
        Set<Scope> scopes = new HashSet<>();
        labels.forEach(one -> codec.decodeScope(one).ifPresent(scopes::add));
        return scopes;
    }

    /**
     * A gateway names the scope that happened to need it first, which may have gone since. While it stands in the network
     * of a scope, that network tells of it.
     */
    private boolean isUsedByOthers(ContainerFacts container) {
        return DockerGateways.isGateway(codec, container.labels())
                && container.addresses().keySet().stream().anyMatch(network -> !network.equals(BRIDGE));
    }
}
