package dev.nanokit.testkit;

import dev.nanokit.failure.NanokitException;
import dev.nanokit.failure.ProviderException;
import dev.nanokit.provider.Jobs;
import dev.nanokit.provider.Lifecycle;
import dev.nanokit.provider.LiveSettings;
import dev.nanokit.provider.Logs;
import dev.nanokit.provider.Operation;
import dev.nanokit.provider.PlatformId;
import dev.nanokit.provider.ProgramResult;
import dev.nanokit.provider.Programs;
import dev.nanokit.provider.Resolved;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.Revisions;
import dev.nanokit.provider.Scope;
import dev.nanokit.provider.Scopes;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/** The optional duties on the fake platform, but leases. */
final class FakeDuties implements Jobs, Programs, Logs, LiveSettings, Revisions, Scopes {

    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration EXEC = Duration.ofMillis(200);

    private final FakePlatform platform;
    private final FakeSession session;

    FakeDuties(FakePlatform platform, FakeSession session) {
        this.platform = platform;
        this.session = session;
    }

    @Override
    public ProgramResult run(Resource job, Operation operation) {
        String id = job.id().value();
        session.requireConnection();
        if (platform.get(id).state == Lifecycle.CREATED) {
            session.write("run " + FakeSession.name(job), operation, POLL, () -> platform.start(id));
        }
        while (platform.get(id).state == Lifecycle.RUNNING) {
            await(id, operation);
            session.requireConnection();
        }
        FakeThing thing = platform.get(id);
        return new ProgramResult(thing.behaviour.exitCode(), thing.behaviour.log());
    }

    /** Whatever ends the waiting, the deadline or the word to cancel, ends the job. */
    private void await(String id, Operation operation) {
        try {
            operation.pause(POLL);
        } catch (NanokitException e) {
            platform.abort(id);
            throw e;
        }
    }

    @Override
    public ProgramResult exec(Resource resource, List<String> command, Operation operation) {
        session.requireConnection();
        FakeThing thing = platform.get(resource.id().value());
        if (thing.state != Lifecycle.RUNNING) {
            throw FakePlatform.failure(ProviderException.Kind.CONFLICT, resource.slot() + " does not run");
        }
        session.write(
                "exec " + FakeSession.name(resource) + " " + String.join(" ", command), operation, EXEC, () -> {});
        return platform.execResult(thing);
    }

    @Override
    public List<String> tail(Resource resource, int lines) {
        session.requireConnection();
        List<String> log = platform.find(resource.id().value())
                .map(thing -> thing.behaviour.log())
                .orElse(List.of());
        return log.subList(Math.max(0, log.size() - lines), log.size());
    }

    @Override
    public Map<PlatformId, SortedMap<String, Resolved>> settings(Collection<Resource> resources) {
        session.read("settings");
        Map<PlatformId, SortedMap<String, Resolved>> settings = new HashMap<>();
        for (Resource resource : resources) {
            platform.find(resource.id().value()).ifPresent(thing -> settings.put(resource.id(), thing.live()));
        }
        return settings;
    }

    @Override
    public Resource back(Resource before, Operation operation) {
        session.write(
                "back " + FakeSession.name(before),
                operation,
                EXEC,
                () -> platform.back(before.id().value(), before));
        return platform.get(before.id().value()).resource(false);
    }

    @Override
    public Set<Scope> all() {
        session.read("scopes");
        return platform.scopes();
    }
}
