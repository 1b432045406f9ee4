package dev.nanokit;

import dev.nanokit.engine.command.Applied;
import dev.nanokit.engine.command.ExistingCommand;
import dev.nanokit.engine.command.LogsCommand;
import dev.nanokit.engine.command.PlanCommand;
import dev.nanokit.engine.command.Request;
import dev.nanokit.engine.command.StatusCommand;
import dev.nanokit.engine.command.UpCommand;
import dev.nanokit.engine.planning.DataLeave;
import dev.nanokit.engine.planning.WorkPlan;
import dev.nanokit.event.NanokitListener;
import dev.nanokit.model.Project;
import dev.nanokit.model.ResolvedValue;
import dev.nanokit.provider.Provider;
import dev.nanokit.provider.Slot;
import dev.nanokit.secret.SecretSource;
import java.io.Reader;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * The door: says what is wanted and where, and has the verbs that make it so.
 *
 * <pre>{@code
 * Deployment shop = Nanokit.load(Path.of("nanokit.yml")).environment("local").provider("docker").up();
 * shop.endpoint("web");
 * shop.down();
 * }</pre>
 *
 * <p>Each verb reads the file anew, connects, does its work and disconnects: nothing is left to close. Verbs block; the
 * calling thread may be interrupted, which ends the verb with {@link dev.nanokit.failure.OperationCancelledException}.
 * Immutable and thread-safe: each call gives a new object.
 */
public final class Nanokit {

    private final ProjectSource source;
    private final Request request;

    private Nanokit(ProjectSource source, Request request) {
        this.source = source;
        this.request = request;
    }

    private static Nanokit of(ProjectSource source) {
        return new Nanokit(
                source,
                new Request(
                        source, Optional.empty(), Optional.empty(), List.of(), DataLeave.none(), OptionalInt.empty()));
    }

    /**
     * Begins with a file. It is read by each verb, with the {@code .env} files beside it.
     *
     * @param file a nanokit.yml
     * @return a way to the verbs
     */
    public static Nanokit load(Path file) {
        return of(ProjectSource.file(Objects.requireNonNull(file, "file")));
    }

    /**
     * Begins with a text. No {@code .env} file is read.
     *
     * @param yaml the content of a nanokit.yml
     * @return a way to the verbs
     */
    public static Nanokit load(String yaml) {
        return of(ProjectSource.text(Objects.requireNonNull(yaml, "yaml")));
    }

    /**
     * Begins with a text from a reader, which is read and closed now. No {@code .env} file is read.
     *
     * @param yaml gives the content of a nanokit.yml
     * @return a way to the verbs
     * @throws dev.nanokit.failure.InvalidSpecException if the reader fails
     */
    public static Nanokit load(Reader yaml) {
        return of(ProjectSource.reader(Objects.requireNonNull(yaml, "yaml")));
    }

    /**
     * Begins with a text at an address, read by each verb within 10 s. No {@code .env} file is read.
     *
     * @param address for instance {@code https://example.com/nanokit.yml}, or a resource of the class path
     * @return a way to the verbs
     */
    public static Nanokit load(URI address) {
        return of(ProjectSource.address(Objects.requireNonNull(address, "address")));
    }

    /**
     * Begins with a project that was built in code.
     *
     * @param project the project; its environment stands
     * @return a way to the verbs
     */
    public static Nanokit of(Project project) {
        return of(ProjectSource.project(Objects.requireNonNull(project, "project")));
    }

    /**
     * Names the environment; default is that of the git branch, if the file names one for it, else {@code local}.
     *
     * @param name {@code local}, or one under {@code environments}
     * @return a copy
     */
    public Nanokit environment(String name) {
        return from(source.inEnvironment(Objects.requireNonNull(name, "name")));
    }

    /**
     * Sets a variable for <code>${NAME}</code> in the file; it wins over the process environment and {@code .env}.
     *
     * @param name the variable's name
     * @param value its value
     * @return a copy
     */
    public Nanokit variable(String name, String value) {
        return from(source.withVariable(Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, "value")));
    }

    /**
     * Merges a text in the form of the file over the file and its environment: maps by key, all else replaced, null
     * removes. A later override wins over an earlier one.
     *
     * @param yaml for instance {@code services: { web: { instances: 3 } }}
     * @return a copy
     */
    public Nanokit override(String yaml) {
        return from(source.withOverride(Objects.requireNonNull(yaml, "yaml")));
    }

    /**
     * Adds a source of secrets, for references of its scheme in the file.
     *
     * @param secrets the source
     * @return a copy
     */
    public Nanokit secrets(SecretSource secrets) {
        return from(source.withSecrets(Objects.requireNonNull(secrets, "secrets")));
    }

    /**
     * Names the provider; wins over {@code infra.provider}.
     *
     * @param id for instance {@code docker}
     * @return a copy
     */
    public Nanokit provider(String id) {
        return with(new Request(
                source,
                Optional.empty(),
                Optional.of(id),
                request.listeners(),
                request.leave(),
                request.parallelism()));
    }

    /**
     * Gives the provider as an object; wins over all that names one.
     *
     * @param provider the provider
     * @return a copy
     */
    public Nanokit provider(Provider provider) {
        return with(new Request(
                source,
                Optional.of(provider),
                request.providerId(),
                request.listeners(),
                request.leave(),
                request.parallelism()));
    }

    /**
     * Adds a listener.
     *
     * @param listener hears what happens
     * @return a copy
     */
    public Nanokit listener(NanokitListener listener) {
        List<NanokitListener> all = new ArrayList<>(request.listeners());
        all.add(Objects.requireNonNull(listener, "listener"));
        return with(new Request(
                source, request.provider(), request.providerId(), all, request.leave(), request.parallelism()));
    }

    /**
     * Gives leave to delete the data of what is named: the only way in which data is ever deleted, beside
     * {@link #deleteAllData}.
     *
     * @param names names of databases or volumes
     * @return a copy
     */
    public Nanokit deleteData(String... names) {
        Set<String> all = new HashSet<>(request.leave().names());
        all.addAll(List.of(names));
        return leave(new DataLeave(request.leave().everything(), all));
    }

    /**
     * Gives leave to delete all data of the scope.
     *
     * @return a copy
     */
    public Nanokit deleteAllData() {
        return leave(DataLeave.all());
    }

    /**
     * Limits how many writes are under way at once; default is what the provider finds useful.
     *
     * @param writes at least 1
     * @return a copy
     */
    public Nanokit parallelism(int writes) {
        if (writes < 1) {
            throw new IllegalArgumentException("parallelism is at least 1, got " + writes);
        }
        return with(new Request(
                source,
                request.provider(),
                request.providerId(),
                request.listeners(),
                request.leave(),
                OptionalInt.of(writes)));
    }

    /**
     * Reads and checks the file. Connects to nothing; of references to secrets only the form is checked.
     *
     * @return the resolved project, with empty texts in place of referenced secrets
     * @throws dev.nanokit.failure.InvalidSpecException with all problems of the file
     */
    public Project validate() {
        return source.withoutSecrets();
    }

    /**
     * Tells every value of the file as it counts for the environment, and the line that it came from. Connects to nothing.
     *
     * @return the values in file order; empty for a project that was built in code
     * @throws dev.nanokit.failure.InvalidSpecException if the file cannot be read or merged
     */
    public List<ResolvedValue> resolve() {
        return source.values();
    }

    /**
     * Says what {@link #up} would do. Writes nothing.
     *
     * @return the plan
     * @throws dev.nanokit.failure.InvalidSpecException if the file is wrong
     * @throws dev.nanokit.failure.ProviderSelectionException if no provider can be chosen
     * @throws dev.nanokit.failure.PlanRejectedException if the platform cannot do it, or data would be lost
     * @throws dev.nanokit.failure.ProviderException if the platform does not answer
     */
    public DeploymentPlan plan() {
        return new DefaultDeploymentPlan(new PlanCommand(request).run(), this);
    }

    /**
     * Makes it real, and returns when everything wanted is ready. Safe to repeat: what is there and equal is left alone,
     * and a run that was cut off is taken up where it stands.
     *
     * @return what stands now
     * @throws dev.nanokit.failure.InvalidSpecException if the file is wrong
     * @throws dev.nanokit.failure.ProviderSelectionException if no provider can be chosen
     * @throws dev.nanokit.failure.PlanRejectedException if the platform cannot do it, or data would be lost
     * @throws dev.nanokit.failure.ProviderException if the platform does not answer
     * @throws dev.nanokit.failure.RolloutFailedException if a step failed; its report says why
     * @throws dev.nanokit.failure.OperationCancelledException if the calling thread was interrupted
     */
    public Deployment up() {
        return deployment(new UpCommand(request).run());
    }

    /**
     * Does as {@link #up} on a thread of its own. Cancelling the future ends the run within a short time.
     *
     * @return completes with what stands, or with the exception that {@link #up} would throw
     */
    public CompletableFuture<Deployment> upAsync() {
        return AsyncVerb.start("nanokit-up", this::up);
    }

    /**
     * Deletes everything of the scope but data, and the gateway if nobody else uses it. Safe to repeat.
     *
     * @return what it did; {@link dev.nanokit.plan.Plan#kept} names the data that was kept
     */
    public Deployment down() {
        return deployment(new ExistingCommand(request).down());
    }

    /**
     * Looks at what is there. Writes nothing and waits for nothing.
     *
     * @return how it is
     */
    public Status status() {
        return new StatusReading(new StatusCommand(request).run()).read();
    }

    /**
     * Stops everything that runs and keeps it; {@link #start} or {@link #up} starts it again.
     *
     * @return what it did
     */
    public Deployment stop() {
        return deployment(new ExistingCommand(request).stop());
    }

    /**
     * Starts what was stopped and is unchanged, in order of dependencies, and waits until it is ready.
     *
     * @return what it did
     */
    public Deployment start() {
        return deployment(new ExistingCommand(request).start());
    }

    /**
     * Reads the end of the log of each instance of a service or database.
     *
     * @param service its name
     * @param lines how many lines of each at most
     * @return the lines by slot, oldest first
     */
    public Map<Slot, List<String>> logs(String service, int lines) {
        return new LogsCommand(request).run(Objects.requireNonNull(service, "service"), lines);
    }

    Deployment apply(WorkPlan plan) {
        return deployment(new UpCommand(request).run(plan));
    }

    private Deployment deployment(Applied applied) {
        return new DefaultDeployment(applied, this);
    }

    private Nanokit leave(DataLeave leave) {
        return with(new Request(
                source, request.provider(), request.providerId(), request.listeners(), leave, request.parallelism()));
    }

    private Nanokit from(ProjectSource other) {
        return new Nanokit(
                other,
                new Request(
                        other,
                        request.provider(),
                        request.providerId(),
                        request.listeners(),
                        request.leave(),
                        request.parallelism()));
    }

    private Nanokit with(Request other) {
        return new Nanokit(source, other);
    }
}
