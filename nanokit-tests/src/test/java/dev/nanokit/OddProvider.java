package dev.nanokit;

import dev.nanokit.failure.OperationCancelledException;
import dev.nanokit.failure.ProviderException;
import dev.nanokit.model.Project;
import dev.nanokit.model.SettingsNode;
import dev.nanokit.provider.Blueprint;
import dev.nanokit.provider.FieldChange;
import dev.nanokit.provider.Provider;
import dev.nanokit.provider.ProviderContext;
import dev.nanokit.provider.ProviderProfile;
import dev.nanokit.provider.ProviderSession;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.ResourceSpec;
import dev.nanokit.provider.Settings;
import dev.nanokit.provider.Surroundings;
import dev.nanokit.provider.Verdict;
import dev.nanokit.testkit.FakeProvider;
import dev.nanokit.time.TimeSource;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** The fake, with odd manners that a test switches on. */
@SuppressWarnings({"unchecked", "EmptyCatch"})
final class OddProvider implements Provider {
    final FakeProvider fake;
    boolean hangingLogs;
    boolean word100;
    boolean lookError;
    int renewThrows;
    boolean servicesError;
    boolean allAreMembers;
    boolean slowThenUnavailable;
    final Set<String> slowed = java.util.concurrent.ConcurrentHashMap.newKeySet();
    ProviderException.@org.jspecify.annotations.Nullable Kind execFails;
    long connectTakes;
    Optional<String> hostOfPorts = Optional.of("localhost");
    Runnable onLogs = () -> {};
    Runnable onJob = () -> {};
    final AtomicInteger opened = new AtomicInteger();
    final AtomicInteger closed = new AtomicInteger();

    OddProvider(FakeProvider fake) {
        this.fake = fake;
    }

    @Override
    public String id() {
        return fake.id();
    }

    @Override
    public int spiVersion() {
        return fake.spiVersion();
    }

    @Override
    public ProviderProfile profile() {
        return fake.profile();
    }

    @Override
    public Settings settings(SettingsNode node) {
        return fake.settings(node);
    }

    @Override
    public Blueprint design(Project project, Settings settings, Surroundings around) {
        return fake.design(project, settings, around);
    }

    @Override
    public Verdict assess(ResourceSpec wanted, Resource found, Set<FieldChange> changes) {
        return fake.assess(wanted, found, changes);
    }

    @Override
    public Optional<TimeSource> time() {
        return connectTakes > 0 ? Optional.empty() : fake.time();
    }

    @Override
    public Optional<String> hostOfPorts(Collection<Resource> standing) {
        return hostOfPorts;
    }

    @Override
    public ProviderSession connect(Settings settings, ProviderContext context) {
        long end = System.currentTimeMillis() + connectTakes;
        while (System.currentTimeMillis() < end) {
            try {
                Thread.sleep(Math.max(1, end - System.currentTimeMillis()));
            } catch (InterruptedException e) {
                // a driver that heeds nothing
            }
        }
        opened.incrementAndGet();
        ProviderSession real = fake.connect(settings, context);
        return proxy(ProviderSession.class, real, (name, call) -> {
            if (name.equals("close")) {
                closed.incrementAndGet();
            }
            if (name.equals("health") && lookError) {
                throw new NoClassDefFoundError("NoClassDef sdk");
            }
            if (name.equals("services") && servicesError) {
                throw new NoClassDefFoundError("NoClassDef sdk");
            }
            if (name.equals("services") && slowThenUnavailable && slowed.add("x")) {
                fake.time().orElseThrow().pause(Duration.ofSeconds(11));
                throw new ProviderException(ProviderException.Kind.UNAVAILABLE, "in passing", null);
            }
            Object result = call.go();
            if (name.equals("discovery") && allAreMembers) {
                var discovery = (dev.nanokit.provider.ResourceDiscovery) result;
                return (dev.nanokit.provider.ResourceDiscovery) scope -> {
                    var found = discovery.discover(scope);
                    java.util.Map<dev.nanokit.provider.Slot, Set<dev.nanokit.provider.PlatformId>> members =
                            new java.util.TreeMap<>(found.members());
                    members.replaceAll((slot, ids) -> found.resources().stream()
                            .filter(one -> one.slot().kind().runs())
                            .map(Resource::id)
                            .collect(java.util.stream.Collectors.toSet()));
                    return new dev.nanokit.provider.Inventory(found.resources(), members);
                };
            }
            if (name.equals("capability") && result instanceof Optional<?> some && some.isPresent()) {
                return Optional.of(duty(some.get(), call.type()));
            }
            return result;
        });
    }

    private Object duty(Object duty, Class<?> type) {
        return proxy((Class<Object>) type, duty, (name, call) -> {
            if (name.equals("tail")) {
                onLogs.run();
                if (word100) {
                    Thread.sleep(100);
                }
                if (hangingLogs) {
                    try {
                        fake.time().orElseThrow().pause(Duration.ofDays(365));
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                        throw new OperationCancelledException("hang");
                    }
                }
            }
            if (name.equals("renew") && renewThrows-- > 0) {
                throw new IllegalStateException("sdk");
            }
            if (type.getSimpleName().equals("Programs") && name.equals("exec") && execFails != null) {
                throw new ProviderException(execFails, "as the test wants", null);
            }
            if (type.getSimpleName().equals("Jobs") && name.equals("run")) {
                onJob.run();
            }
            return call.go();
        });
    }

    interface Call {
        Object go() throws Throwable;

        Class<?> type();
    }

    interface Hook {
        Object on(String name, Call call) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, T real, Hook hook) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (p, method, args) -> hook.on(method.getName(), new Call() {
                    @Override
                    public Object go() throws Throwable {
                        try {
                            method.setAccessible(true);
                            return method.invoke(real, args);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    }

                    @Override
                    public Class<?> type() {
                        return (Class<?>) args[0];
                    }
                })));
    }
}
