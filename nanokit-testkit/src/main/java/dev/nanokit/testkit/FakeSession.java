package dev.nanokit.testkit;

import dev.nanokit.failure.OperationCancelledException;
import dev.nanokit.failure.ProviderException;
import dev.nanokit.provider.Evidence;
import dev.nanokit.provider.GatewayManagement;
import dev.nanokit.provider.Health;
import dev.nanokit.provider.HealthMonitoring;
import dev.nanokit.provider.Leases;
import dev.nanokit.provider.Lifecycle;
import dev.nanokit.provider.MembershipChange;
import dev.nanokit.provider.Operation;
import dev.nanokit.provider.PlatformId;
import dev.nanokit.provider.ProviderContext;
import dev.nanokit.provider.ProviderProfile;
import dev.nanokit.provider.ProviderSession;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.ResourceDiscovery;
import dev.nanokit.provider.ResourceKind;
import dev.nanokit.provider.ResourceManagement;
import dev.nanokit.provider.Revisions;
import dev.nanokit.provider.RunKind;
import dev.nanokit.provider.Scope;
import dev.nanokit.provider.ServiceOrchestration;
import dev.nanokit.provider.Surroundings;
import dev.nanokit.provider.Wanted;
import dev.nanokit.provider.Watched;
import dev.nanokit.time.TimeSource;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** One connection to the fake platform. Each write takes time, in parts that a cut can come between. */
final class FakeSession implements ProviderSession {

    private static final Duration CREATE = Duration.ofMillis(100);
    private static final Duration START = Duration.ofMillis(500);
    private static final Duration CHANGE = Duration.ofMillis(200);
    private static final Duration FOR_EVER = Duration.ofDays(365);

    private final FakePlatform platform;
    private final Faults faults;
    private final ProviderContext context;
    private final ProviderProfile profile;
    private final boolean labelsApart;
    private final TimeSource time;
    private final FakeDuties duties;
    private boolean cut; // guarded by this

    FakeSession(
            FakePlatform platform, Faults faults, ProviderContext context, ProviderProfile profile, TimeSource time) {
        this.platform = platform;
        this.time = time;
        this.duties = new FakeDuties(platform, this);
        this.faults = faults;
        this.context = context;
        this.profile = profile;
        this.labelsApart = profile.runs() == RunKind.SERVICES;
    }

    @Override
    public Surroundings surroundings() {
        requireConnection();
        return Surroundings.none();
    }

    @Override
    public ResourceDiscovery discovery() {
        return scope -> {
            read("discover");
            return platform.inventory(scope);
        };
    }

    @Override
    public ServiceOrchestration services() {
        return new Writes();
    }

    @Override
    public ResourceManagement resources(ResourceKind kind) {
        return new Writes();
    }

    @Override
    public HealthMonitoring health() {
        return this::look;
    }

    @Override
    public GatewayManagement gateway() {
        return this::switchMembers;
    }

    @Override
    public <T> Optional<T> capability(Class<T> type) {
        if (type == Leases.class) {
            return Optional.of(type.cast(new HeldLeases()));
        }
        boolean lacks = type == Revisions.class && !labelsApart;
        return !lacks && type.isInstance(duties) ? Optional.of(type.cast(duties)) : Optional.empty();
    }

    @Override
    public void close() {
        // nothing is held
    }

    private Map<PlatformId, Health> look(Collection<Watched> whom) {
        read("look");
        Map<PlatformId, Health> answers = new HashMap<>();
        for (Watched watched : whom) {
            PlatformId id = watched.resource().id();
            answers.put(
                    id, platform.find(id.value()).map(this::health).orElseGet(() -> dead("it is gone", 0, List.of())));
        }
        return answers;
    }

    private Health health(FakeThing thing) {
        if (thing.state == Lifecycle.ENDED) {
            return dead("it ended by itself", thing.behaviour.exitCode(), thing.behaviour.log());
        }
        if (thing.state != Lifecycle.RUNNING) {
            return dead("it does not run", 0, List.of());
        }
        if (thing.isReady(context.now())) {
            return new Health.Ready();
        }
        return thing.isSick ? new Health.Failing("it is sick") : new Health.Starting("not ready yet");
    }

    private static Health dead(String why, int exitCode, List<String> log) {
        return new Health.Dead(new Evidence(why, OptionalInt.of(exitCode), log));
    }

    private void switchMembers(MembershipChange change, Operation operation) {
        String what = "switch " + change.membership();
        requireConnection();
        throwIfWanted(what);
        change.entering()
                .forEach(resource -> write(
                        what + " +" + name(resource),
                        operation,
                        CHANGE,
                        () -> platform.join(
                                platform.get(resource.id().value()).labels.scope(),
                                change.membership(),
                                resource.id().value())));
        change.leaving().forEach(resource -> platform.find(resource.id().value())
                .ifPresent(thing -> write(
                        what + " -" + name(resource),
                        operation,
                        CHANGE,
                        () -> platform.leave(
                                thing.labels.scope(),
                                change.membership(),
                                resource.id().value()))));
    }

    static String name(Resource resource) {
        return resource.slot() + "@" + resource.edition();
    }

    void read(String what) {
        requireConnection();
        throwIfWanted(what);
        faults.read();
    }

    void write(String what, Operation operation, Duration takes, Runnable effect) {
        requireConnection();
        operation.pause(takes);
        requireConnection();
        faults.failureNow().ifPresent(failure -> {
            throw failure;
        });
        effect.run();
        if (faults.written(what)) {
            throw FakePlatform.failure(ProviderException.Kind.UNAVAILABLE, "no answer to " + what);
        }
    }

    private void throwIfWanted(String what) {
        faults.failureOf(what).ifPresent(failure -> {
            throw failure;
        });
        if (faults.isHanging(what)) {
            hang();
        }
    }

    /** As a call hangs that heeds nothing but an interruption. */
    private void hang() {
        try {
            time.pause(FOR_EVER);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OperationCancelledException("interrupted in a call that hangs");
        }
    }

    synchronized void requireConnection() {
        cut = cut || faults.isCut();
        if (cut) {
            throw new ConnectionCutException();
        }
    }

    /** The platform's leases, over this connection. */
    private final class HeldLeases implements Leases {

        @Override
        public Answer acquire(Scope scope, String holder, Duration length) {
            requireConnection();
            throwIfWanted("acquire lease");
            return platform.leases().acquire(scope, holder, length);
        }

        @Override
        public Grant renew(Grant grant, Duration length) {
            requireConnection();
            throwIfWanted("renew lease");
            return platform.leases().renew(grant, length);
        }

        @Override
        public void release(Grant grant) {
            requireConnection();
            throwIfWanted("release lease");
            platform.leases().release(grant);
        }
    }

    /** Every write of resources, whatever their kind. */
    private final class Writes implements ServiceOrchestration {

        @Override
        public Resource create(Wanted wanted, Operation operation) {
            String what = wanted.slot() + "@" + wanted.edition();
            requireConnection();
            throwIfWanted("create " + what);
            requireShortName(wanted);
            FakeThing[] made = new FakeThing[1];
            write("create " + what, operation, CREATE, () -> made[0] = platform.create(wanted));
            if (wanted.slot().kind().runs()) {
                throwIfWanted("start " + what);
                write("start " + what, operation, START, () -> platform.start(made[0].id));
            }
            return platform.get(made[0].id).resource(false);
        }

        private void requireShortName(Wanted wanted) {
            int limit = profile.nameLimit(wanted.slot().kind());
            if (wanted.name().length() > limit) {
                throw FakePlatform.failure(
                        ProviderException.Kind.BAD_CONFIGURATION,
                        wanted.name() + " has more than the " + limit + " characters of a name here");
            }
        }

        @Override
        public Resource update(Resource found, Wanted wanted, Operation operation) {
            requireConnection();
            platform.requireSame(found);
            String what = name(found);
            String id = found.id().value();
            throwIfWanted("update " + what);
            if (labelsApart) {
                write("unlabel " + what, operation, CHANGE, () -> platform.unlabel(id));
                write("update " + what, operation, CHANGE, () -> platform.change(id, wanted));
                write("label " + what, operation, CHANGE, () -> platform.label(id, wanted));
            } else {
                write("update " + what, operation, CHANGE, () -> {
                    platform.change(id, wanted);
                    platform.label(id, wanted);
                });
            }
            return platform.get(id).resource(false);
        }

        @Override
        public void delete(Resource found, Operation operation) {
            requireConnection();
            platform.requireSame(found);
            throwIfWanted("delete " + name(found));
            write(
                    "delete " + name(found),
                    operation,
                    CHANGE,
                    () -> platform.delete(found.id().value()));
        }

        @Override
        public Resource start(Resource found, Operation operation) {
            requireConnection();
            platform.requireSame(found);
            throwIfWanted("start " + name(found));
            write(
                    "start " + name(found),
                    operation,
                    START,
                    () -> platform.start(found.id().value()));
            return platform.get(found.id().value()).resource(false);
        }

        @Override
        public void stop(Resource found, Operation operation) {
            requireConnection();
            platform.requireSame(found);
            throwIfWanted("stop " + name(found));
            write("stop " + name(found), operation, CHANGE, () -> {
                if (platform.find(found.id().value()).isPresent()) {
                    platform.stop(found.id().value());
                }
            });
        }
    }
}
