package dev.nanokit.aws;

import dev.nanokit.failure.ProviderException;
import dev.nanokit.provider.LabelCodec;
import dev.nanokit.provider.Labelled;
import dev.nanokit.provider.Lifecycle;
import dev.nanokit.provider.Operation;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.Revisions;
import dev.nanokit.provider.ServiceOrchestration;
import dev.nanokit.provider.Wanted;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.ecs.model.Service;

/**
 * Creates, changes, stops and starts services. A stopped one wants no instances, and a tag tells how many it had: the tag is
 * written first and taken away last. While it is stopped AWS does not choose their number, or it would undo the stop; it is let
 * again before there are instances, so that none run for good whose number nobody chooses.
 */
final class EcsOrchestration implements ServiceOrchestration, Revisions {

    private static final Duration SHORTEST = Duration.ofMillis(250);
    private static final Duration LONGEST = Duration.ofSeconds(3);

    private final AwsClients clients;
    private final EcsServiceKind kind;
    private final EcsServices services;
    private final TaskDefinitions definitions;
    private final TaggedResources tagged;
    private final LabelCodec codec;
    private final Scalings scalings;

    EcsOrchestration(
            AwsClients clients,
            EcsServiceKind kind,
            EcsServices services,
            TaskDefinitions definitions,
            LabelCodec codec,
            Scalings scalings) {
        this.clients = clients;
        this.kind = kind;
        this.services = services;
        this.definitions = definitions;
        this.tagged = new TaggedResources(kind, codec);
        this.codec = codec;
        this.scalings = scalings;
    }

    @Override
    public Resource create(Wanted wanted, Operation operation) {
        Resource there = tagged.create(wanted, operation);
        return there.state() == Lifecycle.STOPPED ? start(there, operation) : there;
    }

    @Override
    public Resource update(Resource found, Wanted wanted, Operation operation) {
        return tagged.update(found, wanted, operation);
    }

    @Override
    public void delete(Resource found, Operation operation) {
        tagged.delete(found, operation);
    }

    @Override
    public Resource start(Resource found, Operation operation) {
        Found now = kind.again(found.id())
                .orElseThrow(() -> new ProviderException(
                        ProviderException.Kind.NOT_FOUND, found.name() + " is gone, and cannot be started", null));
        Labelled labels = tagged.requireSame(found, now);
        Optional<Integer> count = EcsServiceKind.stopped(now.tags());
        if (count.isEmpty()) {
            return TaggedResources.resource(now, labels);
        }
        if (kind.mayBeScaled(now)) {
            scalings.resume(now.id());
            operation.checkpoint();
        }
        want(now, count.get());
        operation.checkpoint();
        kind.untag(now.id(), EcsServiceKind.STOPPED);
        return TaggedResources.resource(
                new Found(now.id(), now.name(), now.tags(), now.facts(), Lifecycle.RUNNING), labels);
    }

    @Override
    public void stop(Resource found, Operation operation) {
        Optional<Service> service = services.find(
                        EcsServices.cluster(found.id().value()), found.id().value())
                .filter(EcsServices::isThere);
        if (service.isEmpty()) {
            return;
        }
        Found now = kind.found(service.get());
        tagged.requireSame(found, now);
        if (service.get().desiredCount() > 0) {
            kind.tag(
                    now,
                    Map.of(
                            EcsServiceKind.STOPPED,
                            Integer.toString(service.get().desiredCount())));
            operation.checkpoint();
            if (kind.mayBeScaled(now)) {
                scalings.suspend(now.id());
                operation.checkpoint();
            }
            want(now, 0);
        } else if (!now.tags().containsKey(EcsServiceKind.STOPPED)) {
            kind.tag(now, Map.of(EcsServiceKind.STOPPED, "0"));
        }
        awaitTheEnd(now, operation);
    }

    private void want(Found service, int instances) {
        AwsFailures.call("set the number of instances of " + service.name(), () -> clients.ecs()
                .updateService(request -> request.cluster(EcsServices.cluster(service.id()))
                        .service(service.id())
                        .desiredCount(instances)));
    }

    private void awaitTheEnd(Found service, Operation operation) {
        Duration pause = SHORTEST;
        while (true) {
            int running = services.find(EcsServices.cluster(service.id()), service.id())
                    .map(one -> one.runningCount() + one.pendingCount())
                    .orElse(0);
            if (running == 0) {
                return;
            }
            operation.report(running + " instances still end");
            operation.pause(pause);
            pause = pause.multipliedBy(2).compareTo(LONGEST) < 0 ? pause.multipliedBy(2) : LONGEST;
        }
    }

    /** The labels of that time are all in what was found then, and its task definition is kept until the next change. */
    @Override
    public Resource back(Resource before, Operation operation) {
        Found now = kind.again(before.id())
                .orElseThrow(() -> new ProviderException(
                        ProviderException.Kind.NOT_FOUND, before.name() + " is gone, and cannot go back", null));
        Labelled labels = tagged.requireSame(before, now);
        String definition = before.facts().getOrDefault(EcsServiceKind.TASK_DEFINITION, "");
        if (before.recorded().isEmpty() || definitions.find(definition).isEmpty()) {
            throw new ProviderException(
                    ProviderException.Kind.NOT_FOUND,
                    "the version of " + before.name() + " before is no longer there (" + definition + ")",
                    null);
        }
        Labelled old = new Labelled(
                labels.scope(),
                before.slot(),
                before.edition(),
                before.recorded(),
                before.bound(),
                before.claims(),
                before.tier(),
                before.traits(),
                before.prestop());
        kind.tag(now, tags(now, old.unfinished()));
        operation.checkpoint();
        Service after = AwsFailures.call("put " + now.name() + " back to its version before", () -> clients.ecs()
                .updateService(request -> {
                    request.cluster(EcsServices.cluster(now.id()))
                            .service(now.id())
                            .taskDefinition(definition);
                    if (before.recorded().filter(EcsServiceKind::isCounted).isPresent()) {
                        request.desiredCount(instances(before, now));
                    }
                })
                .service());
        operation.checkpoint();
        Found there = kind.found(after);
        Map<String, String> tags = new TreeMap<>(tags(now, old));
        tags.putAll(kind.tagsOf(there));
        kind.tag(now, tags);
        return TaggedResources.resource(there.withTags(tags), old);
    }

    private static int instances(Resource before, Found now) {
        String count = before.facts()
                .getOrDefault(EcsServiceKind.INSTANCES, now.facts().get(EcsServiceKind.INSTANCES));
        return Integer.parseInt(count);
    }

    private Map<String, String> tags(Found found, Labelled labels) {
        return AwsTags.of(labels.scope(), found.name(), codec.encode(labels));
    }
}
