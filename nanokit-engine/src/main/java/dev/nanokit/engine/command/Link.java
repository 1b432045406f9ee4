package dev.nanokit.engine.command;

import dev.nanokit.engine.execution.BoundedCall;
import dev.nanokit.engine.execution.Rates;
import dev.nanokit.engine.selection.ProviderSelection;
import dev.nanokit.engine.thread.SystemTime;
import dev.nanokit.failure.InvalidSpecException;
import dev.nanokit.failure.OperationCancelledException;
import dev.nanokit.failure.Problem;
import dev.nanokit.model.Project;
import dev.nanokit.provider.LabelCodec;
import dev.nanokit.provider.Provider;
import dev.nanokit.provider.ProviderContext;
import dev.nanokit.provider.ProviderSession;
import dev.nanokit.provider.Settings;
import dev.nanokit.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The chosen provider and an open session on its platform, for one verb or for many. Thread-safe; to be closed. */
public final class Link implements AutoCloseable {

    private final Provider provider;
    private final Settings settings;
    private final ProviderSession session;
    private final TimeSource time;
    private final Rates rates;

    private Link(Provider provider, Settings settings, ProviderSession session, TimeSource time) {
        this.provider = provider;
        this.settings = settings;
        this.session = session;
        this.time = time;
        this.rates = new Rates(provider.profile().rate(), time);
    }

    /**
     * Chooses the provider, checks its settings and connects.
     *
     * @param request what is asked for
     * @return an open link
     */
    public static Link open(Request request) {
        return open(request, request.source().get());
    }

    static Link open(Request request, Project project) {
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
        TimeSource time = provider.time().orElseGet(SystemTime::new);
        Instant until = time.now().plus(request.options().deadline());
        Context context = new Context(time, new LabelCodec());
        return new Link(provider, settings, connect(provider, settings, context, until), time);
    }

    /** A session that comes when nobody waits for it any more is closed again. */
    private static ProviderSession connect(Provider provider, Settings settings, Context context, Instant until) {
        AtomicBoolean isAbandoned = new AtomicBoolean();
        AtomicReference<@Nullable ProviderSession> made = new AtomicReference<>();
        try {
            return BoundedCall.within(context.time(), "connect", until, () -> {
                ProviderSession session = provider.connect(settings, context);
                made.set(session);
                closeIf(isAbandoned, made);
                return session;
            });
        } catch (RuntimeException e) {
            isAbandoned.set(true);
            closeIf(isAbandoned, made);
            throw e;
        }
    }

    /** Whoever comes second of the one who brings a session and the one who goes away closes it. */
    private static void closeIf(AtomicBoolean isAbandoned, AtomicReference<@Nullable ProviderSession> made) {
        if (isAbandoned.get()) {
            ProviderSession late = made.getAndSet(null);
            if (late != null) {
                late.close();
            }
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
        ClassLoader loader = context == null ? Link.class.getClassLoader() : context;
        return new ProviderSelection(loader)
                .choose(request.providerId().or(() -> project.infra().provider()));
    }

    Provider provider() {
        return provider;
    }

    Settings settings() {
        return settings;
    }

    ProviderSession session() {
        return session;
    }

    TimeSource time() {
        return time;
    }

    Rates rates() {
        return rates;
    }

    /** Disconnects. */
    @Override
    public void close() {
        session.close();
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

        @Override
        public Instant wallClock() {
            return time.wallClock();
        }
    }
}
