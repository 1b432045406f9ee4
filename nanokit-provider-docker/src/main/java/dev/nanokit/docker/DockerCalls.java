package dev.nanokit.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.exception.NotModifiedException;
import com.github.dockerjava.api.model.ContainerNetwork;
import com.github.dockerjava.api.model.Network;
import com.github.dockerjava.api.model.PullResponseItem;
import com.github.dockerjava.transport.DockerHttpClient;
import dev.nanokit.failure.OperationCancelledException;
import dev.nanokit.failure.ProviderException;
import dev.nanokit.provider.LabelCodec;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The calls that we make, in plain values. Thread-safe. */
final class DockerCalls implements AutoCloseable {

    private static final Duration LOG_PATIENCE = Duration.ofSeconds(5);

    private final DockerClient client;
    private final DockerHttpClient transport;
    private final boolean isLocal;

    DockerCalls(DockerClient client, DockerHttpClient transport, boolean isLocal) {
        this.client = client;
        this.transport = transport;
        this.isLocal = isLocal;
    }

    /** {@return whether the engine's ports are ports of this host} */
    boolean isLocal() {
        return isLocal;
    }

    DockerClient client() {
        return client;
    }

    SdkImages images() {
        return new SdkImages(client);
    }

    SdkLeaseContainers leaseContainers() {
        return new SdkLeaseContainers(client, transport);
    }

    List<ContainerFacts> containers() {
        return DockerFailures.calling(
                "list containers",
                () ->
                        client
                                .listContainersCmd()
                                .withShowAll(true)
                                .withLabelFilter(List.of(LabelCodec.FORMAT))
                                .exec()
                                .stream()
                                .map(SdkFacts::of)
                                .toList());
    }

    /** {@return every running container that publishes a host port, whosever it is} */
    List<ContainerFacts> publishing(int hostPort) {
        return DockerFailures.calling("list containers", () -> client.listContainersCmd().exec().stream()
                .map(SdkFacts::of)
                .filter(one -> one.ports().stream().anyMatch(port -> port.hostPort() == hostPort))
                .toList());
    }

    List<NetworkFacts> networks() {
        return DockerFailures.calling(
                "list networks",
                () -> client.listNetworksCmd().withFilter("label", List.of(LabelCodec.FORMAT)).exec().stream()
                        .map(SdkFacts::of)
                        .toList());
    }

    Optional<NetworkFacts> network(String nameOrId) {
        return DockerFailures.calling("look at network " + nameOrId, () -> {
            try {
                return Optional.of(SdkFacts.of(
                        client.inspectNetworkCmd().withNetworkId(nameOrId).exec()));
            } catch (NotFoundException e) {
                return Optional.empty();
            }
        });
    }

    List<VolumeFacts> volumes() {
        return DockerFailures.calling("list volumes", () -> Optional.ofNullable(client.listVolumesCmd()
                        .withFilter("label", List.of(LabelCodec.FORMAT))
                        .exec()
                        .getVolumes())
                .orElse(List.of())
                .stream()
                .map(volume -> new VolumeFacts(volume.getName(), SdkFacts.orEmpty(volume.getLabels())))
                .toList());
    }

    Optional<VolumeFacts> volume(String name) {
        return DockerFailures.calling("look at volume " + name, () -> {
            try {
                var volume = client.inspectVolumeCmd(name).exec();
                return Optional.of(new VolumeFacts(volume.getName(), SdkFacts.orEmpty(volume.getLabels())));
            } catch (NotFoundException e) {
                return Optional.empty();
            }
        });
    }

    /** {@return the volume of that name: the engine gives an older one, with its own labels, without a word} */
    VolumeFacts createVolume(String name, Map<String, String> labels) {
        return DockerFailures.calling("create volume " + name, () -> {
            var volume =
                    client.createVolumeCmd().withName(name).withLabels(labels).exec();
            return new VolumeFacts(volume.getName(), SdkFacts.orEmpty(volume.getLabels()));
        });
    }

    void removeVolume(String name) {
        tolerant("delete volume " + name, () -> client.removeVolumeCmd(name).exec());
    }

    String createNetwork(String name, String subnet, Map<String, String> labels) {
        return DockerFailures.calling("create network " + name, () -> client.createNetworkCmd()
                .withName(name)
                .withDriver("bridge")
                .withCheckDuplicate(true)
                .withIpam(new Network.Ipam().withConfig(new Network.Ipam.Config().withSubnet(subnet)))
                .withLabels(labels)
                .exec()
                .getId());
    }

    void removeNetwork(String id) {
        tolerant("delete network " + id, () -> client.removeNetworkCmd(id).exec());
    }

    void connect(String network, String container, Optional<String> address, List<String> aliases) {
        ContainerNetwork place = new ContainerNetwork().withAliases(aliases);
        address.ifPresent(ip -> place.withIpamConfig(new ContainerNetwork.Ipam().withIpv4Address(ip)));
        DockerFailures.calling(
                "connect container " + container + " to network " + network, () -> client.connectToNetworkCmd()
                        .withNetworkId(network)
                        .withContainerId(container)
                        .withContainerNetwork(place)
                        .exec());
    }

    void disconnect(String network, String container) {
        tolerant(
                "disconnect container " + container + " from network " + network,
                () -> client.disconnectFromNetworkCmd()
                        .withNetworkId(network)
                        .withContainerId(container)
                        .withForce(true)
                        .exec());
    }

    void rename(String container, String name) {
        DockerFailures.calling(
                "rename container " + container + " to " + name,
                () -> client.renameContainerCmd(container).withName(name).exec());
    }

    String create(ContainerRequest request) {
        return DockerFailures.calling(
                "create container " + request.name() + " of image " + request.image(),
                () -> SdkRequests.create(client, request).exec().getId());
    }

    void start(String container) {
        DockerFailures.calling("start container " + container, () -> {
            try {
                return client.startContainerCmd(container).exec();
            } catch (NotModifiedException e) {
                return null;
            }
        });
    }

    /** Stops a container, which gets the grace period that it was created with. */
    void stop(String container) {
        tolerant("stop container " + container, () -> client.stopContainerCmd(container)
                .exec());
    }

    /** Stops a container that gets another grace period than it was created with. */
    void stop(String container, int seconds) {
        tolerant(
                "stop container " + container,
                () -> client.stopContainerCmd(container).withTimeout(seconds).exec());
    }

    /**
     * Deletes a container. Volumes without a name, which images declare, may hold data that nobody gave leave to delete:
     * with a container that has run they stay, as with the engine's own commands.
     */
    void remove(String container, boolean withUnnamedVolumes) {
        tolerant("delete container " + container, () -> client.removeContainerCmd(container)
                .withRemoveVolumes(withUnnamedVolumes)
                .exec());
    }

    Optional<ContainerDetail> inspect(String nameOrId) {
        return DockerFailures.calling("look at container " + nameOrId, () -> {
            try {
                return Optional.of(
                        SdkFacts.of(client.inspectContainerCmd(nameOrId).exec()));
            } catch (NotFoundException e) {
                return Optional.empty();
            }
        });
    }

    boolean hasImage(String image) {
        return DockerFailures.calling("look at image " + image, () -> {
            try {
                return client.inspectImageCmd(image).exec().getId() != null;
            } catch (NotFoundException e) {
                return false;
            }
        });
    }

    /** Pulls an image, whose name has a tag or digest. */
    void pull(String image, TransferProgress progress, Duration patience) {
        DockerFailures.calling("pull image " + image, () -> {
            if (!await(client.pullImageCmd(image).exec(new SdkTransferStream<PullResponseItem>(progress)), patience)) {
                throw new ProviderException(
                        ProviderException.Kind.UNAVAILABLE,
                        "image " + image + " was not pulled within " + patience.toSeconds() + " s",
                        null);
            }
            return true;
        });
    }

    /** {@return the last lines of a container's log, both streams, in the order in which the engine took them} */
    List<String> logTail(String container, int lines) {
        StreamText text = new StreamText();
        DockerFailures.calling(
                "read the log of container " + container,
                () -> await(
                        client.logContainerCmd(container)
                                .withStdOut(true)
                                .withStdErr(true)
                                .withTail(lines)
                                .exec(text),
                        LOG_PATIENCE));
        return text.text().lines().toList();
    }

    /** {@return the exit code of a command in a container, with what it said; empty if it did not end in time} */
    Optional<ExecResult> exec(String container, List<String> command, Duration timeout) {
        return DockerFailures.calling("run " + command.get(0) + " in container " + container, () -> {
            RunningExec exec = begin(container, command);
            return await(exec.output(), timeout) ? result(exec) : Optional.empty();
        });
    }

    /** Begins a command in a container, without waiting for its end. */
    RunningExec begin(String container, List<String> command) {
        return DockerFailures.calling("run " + command.get(0) + " in container " + container, () -> {
            String id = client.execCreateCmd(container)
                    .withCmd(command.toArray(String[]::new))
                    .withAttachStdout(true)
                    .withAttachStderr(true)
                    .exec()
                    .getId();
            return new RunningExec(id, client.execStartCmd(id).exec(new StreamText()));
        });
    }

    /** {@return how a command ended; empty if the engine has no exit code of it} */
    Optional<ExecResult> result(RunningExec exec) {
        return DockerFailures.calling("look at a command's end", () -> {
            Long code = client.inspectExecCmd(exec.id()).exec().getExitCodeLong();
            return Optional.ofNullable(code)
                    .map(number -> new ExecResult(
                            number.intValue(), exec.output().text().strip()));
        });
    }

    /** Unpacks a tar into a container. */
    void putArchive(String container, String folder, InputStream tar) {
        DockerFailures.calling(
                "copy files into container " + container, () -> client.copyArchiveToContainerCmd(container)
                        .withRemotePath(folder)
                        .withTarInputStream(tar)
                        .exec());
    }

    /** {@return a folder of a container as a tar, to be closed by the caller; empty if there is none} */
    Optional<InputStream> getArchive(String container, String folder) {
        return DockerFailures.calling("copy files from container " + container, () -> {
            try {
                return Optional.of(
                        client.copyArchiveFromContainerCmd(container, folder).exec());
            } catch (NotFoundException e) {
                return Optional.empty();
            }
        });
    }

    @Override
    public void close() {
        try {
            client.close();
        } catch (IOException e) {
            throw new ProviderException(ProviderException.Kind.UNAVAILABLE, "the connection did not close", e);
        }
    }

    /** {@return whether the stream ended in time} */
    static boolean await(StreamCallback<?> callback, Duration patience) {
        try (callback) {
            boolean ended = callback.awaitCompletion(patience.toMillis(), TimeUnit.MILLISECONDS);
            callback.rethrow();
            return ended;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OperationCancelledException("interrupted while waiting for the engine");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is gone, or already as it should be, is done. */
    private static void tolerant(String words, java.util.function.Supplier<@Nullable Void> call) {
        DockerFailures.calling(words, () -> {
            try {
                return call.get();
            } catch (NotFoundException | NotModifiedException e) {
                return null;
            }
        });
    }

    /**
     * What only a look at one container tells.
     *
     * @param id its id
     * @param name its name
     * @param labels its labels
     * @param state the engine's word
     * @param exitCode its last exit code
     * @param check the engine's health check of it, in the engine's form; empty for none
     * @param networks names of the networks that it is connected to
     */
    record ContainerDetail(
            String id,
            String name,
            Map<String, String> labels,
            String state,
            int exitCode,
            List<String> check,
            Set<String> networks) {

        boolean isRunning() {
            return state.equals("running") || state.equals("restarting");
        }
    }

    /**
     * A command under way.
     *
     * @param id the engine's id of it
     * @param output what it says
     */
    record RunningExec(String id, StreamText output) {}

    /**
     * How a command ended.
     *
     * @param exitCode its exit code
     * @param output what it said
     */
    record ExecResult(int exitCode, String output) {}
}
