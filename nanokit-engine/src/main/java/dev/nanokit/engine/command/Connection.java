package dev.nanokit.engine.command;

import dev.nanokit.engine.execution.EventStream;
import dev.nanokit.engine.execution.Executor;
import dev.nanokit.engine.execution.RunContext;
import dev.nanokit.engine.planning.Fingerprints;
import dev.nanokit.engine.planning.Planner;
import dev.nanokit.engine.selection.ProviderSelection;
import dev.nanokit.engine.thread.SystemTime;
import dev.nanokit.failure.InvalidSpecException;
import dev.nanokit.failure.NanokitException;
import dev.nanokit.failure.Problem;
import dev.nanokit.model.Project;
import dev.nanokit.provider.Blueprint;
import dev.nanokit.provider.Finding;
import dev.nanokit.provider.Inventory;
import dev.nanokit.provider.LabelCodec;
import dev.nanokit.provider.Provider;
import dev.nanokit.provider.ProviderContext;
import dev.nanokit.provider.ProviderSession;
import dev.nanokit.provider.Scope;
import dev.nanokit.provider.Settings;
import dev.nanokit.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Everything that a verb works with, from the chosen provider to the session, opened and closed together. */
final class Connection implements AutoCloseable {

    /** Time for one write, an image pull included. */
    private static final Duration CALL = Duration.ofMinutes(15);

    private final Project project;
    private final Provider provider;
    private final Settings settings;
    private final TimeSource time;
    private final TimeSource.Registration registration;
    private final RunContext run;
    private final Planner planner;

    private Connection(Request request, Project project, Provider provider, Settings settings) {
        this.project = project;
        this.provider = provider;
        this.settings = settings;
        this.time = provider.time().orElseGet(SystemTime::new);
        Scope scope = Scope.of(project);
        Fingerprints fingerprints = new Fingerprints(scope);
        LabelCodec labels = new LabelCodec();
        this.registration = time.enter();
        this.planner = new Planner(scope, provider, fingerprints);
        this.run = new RunContext(
                scope,
                connect(provider, settings, labels),
                time,
                new EventStream(request.listeners(), time),
                fingerprints,
                labels,
                new RunContext.Limits(
                        request.parallelism().orElse(provider.profile().parallelism()), CALL));
    }

    /** Runs a verb on a connection of its own, and tells the listeners of its beginning and end. */
    static <T> T with(Request request, String verb, Function<Connection, T> body) {
        Project project = request.source().get();
        Provider provider = choose(request, project);
        Settings settings = provider.settings(project.infra().settings());
        boolean chosenByCaller =
                request.provider().isPresent() || request.providerId().isPresent();
        List<Problem> wrong = settings.problems().stream()
                .filter(problem -> !isOfAnotherProvider(problem, project, chosenByCaller))
                .toList();
        if (!wrong.isEmpty()) {
            throw new InvalidSpecException(wrong);
        }
        try (Connection connection = new Connection(request, project, provider, settings)) {
            return connection.told(verb, body);
        }
    }

    private <T> T told(String verb, Function<Connection, T> body) {
        Instant begun = time.now();
        run.events().runStarted(verb, run.scope().toString());
        Optional<String> failure = Optional.of("unexpected");
        try {
            T result = body.apply(this);
            failure = Optional.empty();
            return result;
        } catch (NanokitException e) {
            failure = Optional.of(e.code());
            throw e;
        } finally {
            run.events().runFinished(Duration.between(begun, time.now()), failure);
        }
    }

    /** A key that stands below the level that chose the provider was written for another one. */
    private static boolean isOfAnotherProvider(Problem problem, Project project, boolean chosenByCaller) {
        boolean inherited = chosenByCaller
                || project.infra().inherited().stream()
                        .anyMatch(key -> problem.key().equals("infra." + key));
        return problem.code().equals("spec.unknown-key") && inherited;
    }

    private static Provider choose(Request request, Project project) {
        if (request.provider().isPresent()) {
            return ProviderSelection.requireVersion(request.provider().get());
        }
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        ClassLoader loader = context == null ? Connection.class.getClassLoader() : context;
        return new ProviderSelection(loader)
                .choose(request.providerId().or(() -> project.infra().provider()));
    }

    private ProviderSession connect(Provider chosen, Settings bound, LabelCodec labels) {
        try {
            return chosen.connect(bound, new SessionContext(time, labels));
        } catch (NanokitException e) {
            registration.close();
            throw e;
        }
    }

    Project project() {
        return project;
    }

    RunContext run() {
        return run;
    }

    Planner planner() {
        return planner;
    }

    Executor executor() {
        return new Executor(run);
    }

    Blueprint design() {
        Blueprint designed = provider.design(project, settings, run.session().surroundings());
        List<Finding> findings = new ArrayList<>(designed.findings());
        settings.problems()
                .forEach(problem -> findings.add(new Finding(
                        Finding.Kind.APPROXIMATED,
                        Problem.of(
                                "plan.unused-key",
                                problem.position(),
                                problem.key(),
                                "provider '" + provider.id() + "' does not know this key, and leaves it out"))));
        return new Blueprint(designed.resources(), designed.units(), findings);
    }

    Inventory discover() {
        return run.session().discovery().discover(run.scope());
    }

    String providerId() {
        return provider.id();
    }

    @Override
    public void close() {
        try {
            run.session().close();
        } finally {
            registration.close();
        }
    }

    private record SessionContext(TimeSource time, LabelCodec labels) implements ProviderContext {
        @Override
        public Instant now() {
            return time.now();
        }
    }
}
