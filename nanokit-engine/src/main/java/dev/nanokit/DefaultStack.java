package dev.nanokit;

import dev.nanokit.engine.command.EphemeralScope;
import dev.nanokit.engine.command.Link;
import dev.nanokit.engine.command.Request;
import dev.nanokit.provider.ProgramResult;
import dev.nanokit.provider.Slot;
import dev.nanokit.run.RunOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The verbs on one link, which is closed with it. */
final class DefaultStack implements Stack {

    private final Link link;
    private final RequestVerbs verbs;
    private final @Nullable Runnable end;
    private final AtomicBoolean closed = new AtomicBoolean();

    private DefaultStack(Link link, Request request, boolean isEphemeral) {
        this.link = link;
        this.verbs = new RequestVerbs(request);
        Request ending = request.withOptions(RunOptions.standard().deleteAllData());
        this.end = isEphemeral ? new RequestVerbs(ending)::down : null;
    }

    /** Connects; a scope that lives for a while gets its name now, by the platform's time. */
    static DefaultStack open(Request request, Optional<Duration> life) {
        Link link = Link.open(request);
        if (life.isEmpty()) {
            return new DefaultStack(link, request.withLink(link), false);
        }
        EphemeralScope scope = EphemeralScope.begin(link, life.get());
        Request inside = request.withLink(link)
                .withSource(() -> scope.of(request.source().get()));
        return new DefaultStack(link, inside, true);
    }

    /** Makes it real, and gives a deployment that ends with the stack. */
    Deployment upAndOwn(String... targets) {
        try {
            return ((DefaultDeployment) up(targets)).closing(this::close);
        } catch (RuntimeException e) {
            try {
                close();
            } catch (RuntimeException late) {
                e.addSuppressed(late);
            }
            throw e;
        }
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try {
            if (end != null) {
                endUninterrupted(end);
            }
        } finally {
            link.close();
        }
    }

    /** What is ephemeral ends whatever ended the run before: an interruption is put aside meanwhile. */
    private static void endUninterrupted(Runnable end) {
        boolean interrupted = Thread.interrupted();
        try {
            end.run();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private Verbs verbs() {
        if (closed.get()) {
            throw new IllegalStateException("the stack is closed");
        }
        return verbs;
    }

    /** Says what a fresh scope would get; it cannot be applied, as its scope ends here. */
    DeploymentPlan planOnly(String... targets) {
        try (this) {
            return ((DefaultDeploymentPlan) plan(targets)).withoutApplying();
        }
    }

    @Override
    public DeploymentPlan plan(String... targets) {
        return verbs().plan(targets);
    }

    @Override
    public Deployment up(String... targets) {
        return verbs().up(targets);
    }

    @Override
    public CompletableFuture<Deployment> upAsync(String... targets) {
        return verbs().upAsync(targets);
    }

    @Override
    public Deployment down() {
        return verbs().down();
    }

    @Override
    public Status status() {
        return verbs().status();
    }

    @Override
    public Drift drift() {
        return verbs().drift();
    }

    @Override
    public Deployment stop() {
        return verbs().stop();
    }

    @Override
    public Deployment start() {
        return verbs().start();
    }

    @Override
    public Deployment restart(String... names) {
        return verbs().restart(names);
    }

    @Override
    public Deployment scale(String service, int instances) {
        return verbs().scale(service, instances);
    }

    @Override
    public ProgramResult exec(String name, String... command) {
        return verbs().exec(name, command);
    }

    @Override
    public ProgramResult run(String service, String... command) {
        return verbs().run(service, command);
    }

    @Override
    public Map<Slot, List<String>> logs(String service, int lines) {
        return verbs().logs(service, lines);
    }
}
