package dev.nanokit.docker;

import dev.nanokit.failure.ProviderException;
import dev.nanokit.provider.LabelCodec;
import dev.nanokit.provider.Labelled;
import dev.nanokit.provider.Lifecycle;
import dev.nanokit.provider.PlatformId;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.ResourceBuilder;
import dev.nanokit.provider.ResourceKind;
import dev.nanokit.provider.Wanted;
import java.util.Map;
import java.util.Optional;

/** Tells what is ours, and turns it into resources. */
final class Ours {

    /** The end of the name of a container that is in the rotation of its service. */
    static final String LIVE = ".live";

    private final LabelCodec codec;

    Ours(LabelCodec codec) {
        this.codec = codec;
    }

    LabelCodec codec() {
        return codec;
    }

    /** Checks that what stands under a wanted name is ours and equal. */
    void requireEqual(Wanted wanted, String what, Map<String, String> labels) {
        Optional<Labelled> found = codec.decode(labels);
        boolean mine = found.isPresent()
                && found.get().scope().equals(wanted.labelled().scope());
        if (!mine) {
            throw new ProviderException(
                    ProviderException.Kind.OWNERSHIP,
                    "tried to create " + what + ", but something that is not ours has that name. Remove or rename it",
                    null);
        }
        boolean equal = found.get().slot().equals(wanted.slot())
                && found.get().fingerprint().equals(wanted.labelled().fingerprint())
                && found.get().bound().equals(wanted.labelled().bound());
        if (!equal) {
            throw new ProviderException(
                    ProviderException.Kind.CONFLICT,
                    "tried to create " + what + ", but one of ours that is different has that name by now",
                    null);
        }
    }

    /** Checks, just before something is changed or deleted, that it is still what was found. */
    Labelled requireSame(Resource found, Map<String, String> labels) {
        return codec.decode(labels)
                .filter(label ->
                        label.slot().equals(found.slot()) && label.edition().equals(found.edition()))
                .orElseThrow(() -> new ProviderException(
                        ProviderException.Kind.OWNERSHIP,
                        found.name() + " no longer carries our labels for " + found.slot() + "; it is left alone",
                        null));
    }

    /** {@return the name of a container that is not in the rotation} */
    static String resting(String name) {
        return name.endsWith(LIVE) ? name.substring(0, name.length() - LIVE.length()) : name;
    }

    /** {@return a gateway; one that does not run counts as unfinished, so that the next run starts it} */
    Resource gateway(ContainerFacts facts, Labelled labels, boolean usedByOthers) {
        Labelled said = facts.isRunning() ? labels : labels.unfinished();
        return Resource.builder(new PlatformId(facts.id()), said)
                .name(facts.name())
                .fact("id", facts.id())
                .fact("name", facts.name())
                .usedByOthers(usedByOthers)
                .build();
    }

    Resource container(ContainerFacts facts, Labelled labels) {
        ResourceBuilder resource =
                labels.slot().kind().equals(ResourceKind.JOB) ? job(facts, labels) : instance(facts, labels);
        facts.addresses().values().stream()
                .filter(address -> !address.isEmpty())
                .findFirst()
                .ifPresent(address -> resource.fact("address", address));
        facts.addresses().keySet().stream()
                .filter(network -> !network.equals("bridge"))
                .findFirst()
                .ifPresent(network -> resource.fact("network", network));
        return resource.build();
    }

    private static ResourceBuilder instance(ContainerFacts facts, Labelled labels) {
        return Resource.builder(new PlatformId(facts.id()), labels)
                .name(resting(facts.name()))
                .fact("id", facts.id())
                .fact("name", resting(facts.name()))
                .state(state(facts));
    }

    /** {@return a job; one that has ended without success carries no fingerprint} */
    Resource job(DockerCalls.ContainerDetail there, Labelled labels) {
        boolean hasSucceeded = there.state().equals("exited") && there.exitCode() == 0;
        Marks marks = Marks.of(there.labels());
        var resource = job(there.id(), there.name(), there.state(), hasSucceeded, labels)
                .fact("network", marks.network());
        marks.address().ifPresent(address -> resource.fact("address", address));
        return resource.build();
    }

    /** The status of a list tells the exit code, so that no look at each job is needed. */
    private static ResourceBuilder job(ContainerFacts facts, Labelled labels) {
        return job(facts.id(), facts.name(), facts.state(), facts.status().startsWith("Exited (0)"), labels);
    }

    private static ResourceBuilder job(String id, String name, String state, boolean hasSucceeded, Labelled labels) {
        Lifecycle lifecycle =
                switch (state) {
                    case "created" -> Lifecycle.CREATED;
                    case "running", "restarting", "paused" -> Lifecycle.RUNNING;
                    case "removing" -> Lifecycle.GOING;
                    default -> Lifecycle.ENDED;
                };
        boolean hasFailed = lifecycle == Lifecycle.ENDED && !hasSucceeded;
        return Resource.builder(new PlatformId(id), hasFailed ? labels.unfinished() : labels)
                .name(name)
                .fact("id", id)
                .fact("name", name)
                .state(lifecycle);
    }

    Resource network(String id, String name, Labelled labels) {
        return Resource.builder(new PlatformId(id), labels)
                .name(name)
                .fact("id", id)
                .fact("name", name)
                .build();
    }

    Resource volume(String name, Labelled labels) {
        return Resource.builder(new PlatformId(name), labels).fact("name", name).build();
    }

    /**
     * A running container without any network was cut off while it entered or left the rotation: starting it finishes
     * that. The engine restarts what ends by itself, so what is exited was stopped.
     */
    private static Lifecycle state(ContainerFacts facts) {
        return switch (facts.state()) {
            case "running", "restarting", "paused" ->
                facts.addresses().isEmpty() ? Lifecycle.CREATED : Lifecycle.RUNNING;
            case "created" -> Lifecycle.CREATED;
            case "removing" -> Lifecycle.GOING;
            case "dead" -> Lifecycle.ENDED;
            default -> Lifecycle.STOPPED;
        };
    }
}
