package dev.nanokit.testkit.contract;

import dev.nanokit.Nanokit;
import dev.nanokit.engine.thread.SystemTime;
import dev.nanokit.failure.OperationCancelledException;
import dev.nanokit.model.Name;
import dev.nanokit.model.Project;
import dev.nanokit.provider.LabelCodec;
import dev.nanokit.provider.Provider;
import dev.nanokit.provider.ProviderContext;
import dev.nanokit.provider.ProviderSession;
import dev.nanokit.provider.RunKind;
import dev.nanokit.provider.Scope;
import dev.nanokit.provider.Settings;
import dev.nanokit.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;

/** What a test of the contract works with: the platform by the Provider interface, and through the engine. */
final class Bench implements AutoCloseable {

    static final String LOCAL = "local";
    static final String OTHER = "other";
    static final String THIRD = "third";

    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration LEASE = Duration.ofSeconds(2);

    private final ProviderHarness harness;
    private final Provider provider;
    private final TimeSource time;
    private final Settings settings;
    private final int gatewayPort;
    private final List<ProviderSession> sessions = new ArrayList<>();
    private final Set<String> components = new TreeSet<>(Set.of(""));

    Bench(ProviderHarness harness) {
        this.harness = harness;
        this.provider = harness.provider();
        this.time = provider.time().orElseGet(SystemTime::new);
        this.gatewayPort = harness.freePort();
        this.settings =
                provider.settings(Nanokit.load(file("")).validate().infra().settings());
        connect();
    }

    ProviderHarness harness() {
        return harness;
    }

    Provider provider() {
        return provider;
    }

    Settings settings() {
        return settings;
    }

    TimeSource time() {
        return time;
    }

    int gatewayPort() {
        return gatewayPort;
    }

    boolean runsServices() {
        return provider.profile().runs() == RunKind.SERVICES;
    }

    /** {@return the session that the test uses if it needs but one} */
    ProviderSession session() {
        return sessions.get(0);
    }

    /** {@return one more session, closed with the bench} */
    ProviderSession connect() {
        ProviderSession session = connectAlone();
        sessions.add(session);
        return session;
    }

    /** {@return one more session, to be closed by the caller} */
    ProviderSession connectAlone() {
        return harness.provider().connect(settings, new Context(time, new LabelCodec()));
    }

    /** {@return a capability that the platform is said to have} */
    <T> T duty(Class<T> type) {
        return session()
                .capability(type)
                .orElseThrow(() -> new AssertionError(
                        "the harness does not say that " + type.getSimpleName() + " is lacking, and it is"));
    }

    String file(String rest) {
        return file("", rest);
    }

    private String file(String component, String rest) {
        String line = component.isEmpty() ? "" : "component: " + component + "\n";
        return "name: " + harness.project() + "\n" + line + "gatewayPort: " + gatewayPort + "\ninfra: "
                + harness.infra() + "\nenvironments: { " + OTHER + ": {}, " + THIRD + ": {} }\n" + rest;
    }

    /** {@return the engine on the platform, for the environment {@code local}} */
    Nanokit kit(String rest) {
        return kit(harness.provider(), rest);
    }

    /** {@return the engine on a provider that stands before the platform's own} */
    Nanokit kit(Provider before, String rest) {
        return Nanokit.load(file(rest)).environment(LOCAL).provider(before).options(options -> options.leaseTime(LEASE)
                .waitForLease(harness.patience().multipliedBy(3)));
    }

    /** {@return the engine on the platform, for a component of the project} */
    Nanokit kitOf(String component, String rest) {
        components.add(component);
        return Nanokit.load(file(component, rest)).environment(LOCAL).provider(harness.provider());
    }

    Project project(String rest) {
        return Nanokit.load(file(rest)).environment(LOCAL).validate();
    }

    Scope scope(String environment) {
        return new Scope(Name.of(harness.project()), Optional.empty(), Name.of(environment));
    }

    Scope component(String component) {
        components.add(component);
        return new Scope(Name.of(harness.project()), Optional.of(Name.of(component)), Name.of(LOCAL));
    }

    /** {@return what a file asks for, to be made by the Provider interface alone} */
    Site site(String rest) {
        return site(rest, scope(LOCAL));
    }

    Site site(String rest, Scope scope) {
        Project project = project(rest);
        return new Site(
                this,
                session(),
                scope,
                provider.design(project, settings, session().surroundings()));
    }

    ContractOperation operation() {
        return operation(harness.patience());
    }

    ContractOperation operation(Duration length) {
        return new ContractOperation(time, time.now().plus(length));
    }

    /** Waits until something is so; that it never is fails the test. */
    void await(String what, BooleanSupplier condition) {
        Instant until = time.now().plus(harness.patience());
        while (!condition.getAsBoolean()) {
            if (!time.now().isBefore(until)) {
                throw new AssertionError("waited " + harness.patience().toSeconds() + " s in vain: " + what);
            }
            elapse(POLL);
        }
    }

    void elapse(Duration length) {
        try {
            time.pause(length);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("the test was interrupted, most likely by its timeout", e);
        }
    }

    /** Takes away whatever the test has made, and closes all sessions. */
    @Override
    public void close() {
        try {
            for (String component : components) {
                for (String environment : List.of(LOCAL, OTHER, THIRD)) {
                    Nanokit.load(file(component, ""))
                            .environment(environment)
                            .provider(harness.provider())
                            .options(options -> options.waitForLease(harness.patience()))
                            .deleteAllData()
                            .down();
                }
            }
        } finally {
            sessions.forEach(ProviderSession::close);
            harness.cleanUp();
        }
    }

    private record Context(TimeSource time, LabelCodec labels) implements ProviderContext {
        @Override
        public Instant now() {
            return time.now();
        }

        @Override
        public void pause(Duration length) {
            try {
                time.pause(length);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new OperationCancelledException("interrupted while waiting for the platform");
            }
        }
    }
}
