package dev.nanokit.engine.command;

import dev.nanokit.engine.execution.EventStream;
import dev.nanokit.engine.execution.Masking;
import dev.nanokit.engine.execution.Outcome;
import dev.nanokit.engine.execution.RunContext;
import dev.nanokit.engine.lease.Lease;
import dev.nanokit.engine.planning.Fingerprints;
import dev.nanokit.engine.planning.Planner;
import dev.nanokit.engine.planning.PlatformRules;
import dev.nanokit.engine.planning.WorkPlan;
import dev.nanokit.failure.NanokitException;
import dev.nanokit.failure.OperationCancelledException;
import dev.nanokit.model.Project;
import dev.nanokit.provider.LabelCodec;
import dev.nanokit.provider.Leases;
import dev.nanokit.provider.Provider;
import dev.nanokit.provider.ProviderProfile;
import dev.nanokit.provider.Scope;
import dev.nanokit.run.Cancellation;
import dev.nanokit.run.RunOptions;
import dev.nanokit.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** Everything that one verb works with. */
final class Connection {

    private final Link link;
    private final View view;
    private final RunContext run;
    private final RunOptions options;

    private Connection(Link link, Project project, Request request) {
        TimeSource time = link.time();
        this.link = link;
        this.options = request.options();
        Scope scope = Scope.of(project);
        Fingerprints fingerprints = new Fingerprints(scope);
        Instant until = time.now().plus(options.deadline());
        Provider provider = link.provider();
        PlatformRules rules = PlatformRules.of(provider);
        this.view = new View(
                project,
                rules,
                link.settings(),
                (what, around) -> provider.design(what, link.settings(), around),
                new BoundedReads(link, until),
                new Planner(scope, rules, fingerprints));
        ProviderProfile profile = rules.profile();
        this.run = new RunContext(
                scope,
                link.session(),
                time,
                new EventStream(request.listeners(), time),
                fingerprints,
                new LabelCodec(),
                new RunContext.Limits(
                        options.parallelism().orElse(profile.parallelism()),
                        until,
                        options.stepDeadline(),
                        options.callDeadline(),
                        profile.lookEvery(),
                        options.onFailure()),
                link.rates(),
                Lease.none(time),
                Masking.of(project));
    }

    /** Runs a verb that writes nothing: it is given nothing that could. */
    static <T> T viewing(Request request, String verb, Function<View, T> body) {
        return with(request, verb, connection -> body.apply(connection.view));
    }

    /** Runs a verb, on a connection of its own if none is open, and tells the listeners of its beginning and end. */
    static <T> T with(Request request, String verb, Function<Connection, T> body) {
        Project project = request.source().get();
        Optional<Cancellation> word = request.options().cancellation();
        if (word.map(Cancellation::isCancelled).orElse(false)) {
            throw new OperationCancelledException("cancelled before it began; nothing was written");
        }
        Thread here = Thread.currentThread();
        try (Cancellation.Registration listening =
                word.map(one -> one.onCancel(here::interrupt)).orElse(() -> {})) {
            return withLink(request, project, verb, body);
        } finally {
            if (word.map(Cancellation::isCancelled).orElse(false)) {
                Thread.interrupted(); // the interruption was the word's, and has done its work
            }
        }
    }

    private static <T> T withLink(Request request, Project project, String verb, Function<Connection, T> body) {
        if (request.link().isPresent()) {
            return on(request.link().get(), project, request, verb, body);
        }
        try (Link link = Link.open(request, project)) {
            return on(link, project, request, verb, body);
        }
    }

    private static <T> T on(Link link, Project project, Request request, String verb, Function<Connection, T> body) {
        try (TimeSource.Registration here = link.time().enter()) {
            return new Connection(link, project, request).told(verb, body);
        }
    }

    private <T> T told(String verb, Function<Connection, T> body) {
        Instant begun = run.time().now();
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
            run.events().runFinished(Duration.between(begun, run.time().now()), failure);
            run.events().close();
        }
    }

    View view() {
        return view;
    }

    /** {@return reads that end at another moment than those of the view} */
    Reads reads(Instant until) {
        return new BoundedReads(link, until);
    }

    RunContext run() {
        return run;
    }

    RunOptions options() {
        return options;
    }

    /** {@return the right to change the scope; to be closed} */
    Lease lease() {
        return lease(run, options);
    }

    static Lease lease(RunContext run, RunOptions options) {
        Duration left = Duration.between(run.time().now(), run.limits().until());
        Duration wait = options.waitForLease().compareTo(left) < 0 ? options.waitForLease() : left;
        return run.session()
                .capability(Leases.class)
                .map(leases -> Lease.acquire(
                        new BoundedLeases(leases, run),
                        run.scope(),
                        options.waitForLease(wait),
                        run.time(),
                        run.events()::notice))
                .orElseGet(() -> Lease.none(run.time()));
    }

    /** {@return when a call that begins now must have ended} */
    Instant callEnds() {
        Instant call = run.time().now().plus(options.callDeadline());
        return call.isBefore(run.limits().until()) ? call : run.limits().until();
    }

    /** {@return what a plan that was carried out has done since it began} */
    Applied applied(WorkPlan plan, Outcome outcome, Instant begun) {
        return new Applied(
                view.project(),
                view.providerId(),
                plan,
                outcome,
                link.provider().hostOfPorts(outcome.resources().values()),
                Duration.between(begun, run.time().now()));
    }
}
