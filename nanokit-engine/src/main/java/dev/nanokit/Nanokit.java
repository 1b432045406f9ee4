package dev.nanokit;

import dev.nanokit.engine.command.Request;
import dev.nanokit.event.NanokitListener;
import dev.nanokit.model.Project;
import dev.nanokit.model.ResolvedValue;
import dev.nanokit.provider.ProgramResult;
import dev.nanokit.provider.Provider;
import dev.nanokit.provider.Slot;
import dev.nanokit.run.RunOptions;
import dev.nanokit.secret.SecretSource;
import java.io.Reader;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

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
public final class Nanokit implements Verbs {

    private static final Duration LIFE = Duration.ofHours(1);

    private final ProjectSource source;
    private final Request request;
    private final Optional<Duration> life;

    private Nanokit(ProjectSource source, Request request, Optional<Duration> life) {
        this.source = source;
        this.request = request;
        this.life = life;
    }

    private static Nanokit of(ProjectSource source) {
        return new Nanokit(source, Request.of(source), Optional.empty());
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
        return with(request.withProviderId(Objects.requireNonNull(id, "id")));
    }

    /**
     * Gives the provider as an object; wins over all that names one.
     *
     * @param provider the provider
     * @return a copy
     */
    public Nanokit provider(Provider provider) {
        return with(request.withProvider(Objects.requireNonNull(provider, "provider")));
    }

    /**
     * Adds a listener.
     *
     * @param listener hears what happens
     * @return a copy
     */
    public Nanokit listener(NanokitListener listener) {
        return with(request.withListener(Objects.requireNonNull(listener, "listener")));
    }

    /**
     * Changes how runs behave: deadlines, guards, what happens on a failure, how they are cancelled.
     *
     * <pre>{@code
     * kit.options(o -> o.deadline(Duration.ofMinutes(10)).onFailure(OnFailure.STOP).protect("main-db")).up();
     * }</pre>
     *
     * @param change makes the options of those that stand; {@link RunOptions#standard} at first
     * @return a copy
     */
    public Nanokit options(UnaryOperator<RunOptions> change) {
        return with(request.withOptions(Objects.requireNonNull(change.apply(request.options()), "options")));
    }

    /**
     * Gives leave to delete the data of what is named, see {@link RunOptions#deleteData}.
     *
     * @param names names of databases or volumes
     * @return a copy
     */
    public Nanokit deleteData(String... names) {
        return options(options -> options.deleteData(names));
    }

    /**
     * Gives leave to delete all data of the scope.
     *
     * @return a copy
     */
    public Nanokit deleteAllData() {
        return options(RunOptions::deleteAllData);
    }

    /**
     * Limits how many writes are under way at once; default is what the provider finds useful.
     *
     * @param writes at least 1
     * @return a copy
     */
    public Nanokit parallelism(int writes) {
        return options(options -> options.parallelism(writes));
    }

    /**
     * Makes everything live in a scope of its own that ends with what {@link #up} or {@link #open} gives, data too:
     *
     * <pre>{@code
     * try (Deployment it = Nanokit.load(yaml).ephemeral().up()) { ... }
     * }</pre>
     *
     * <p>Each {@code up} and {@code open} has a scope of its own. Where a program dies before the end, any later run on the
     * platform sweeps what it left, an hour after its beginning.
     *
     * @return a copy
     */
    public Nanokit ephemeral() {
        return ephemeral(LIFE);
    }

    /**
     * Does as {@link #ephemeral()}, for longer or shorter.
     *
     * @param longest after this time any run on the platform may sweep it; more than 0
     * @return a copy
     */
    public Nanokit ephemeral(Duration longest) {
        if (longest.isNegative() || longest.isZero()) {
            throw new IllegalArgumentException("an ephemeral scope lives for more than 0, got " + longest);
        }
        return new Nanokit(source, request, Optional.of(longest));
    }

    /**
     * Connects once, for many verbs.
     *
     * @return to be closed
     * @throws dev.nanokit.failure.InvalidSpecException if the file is wrong
     * @throws dev.nanokit.failure.ProviderSelectionException if no provider can be chosen
     * @throws dev.nanokit.failure.ProviderException if the platform does not answer
     */
    public Stack open() {
        return DefaultStack.open(request, life);
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

    @Override
    public DeploymentPlan plan(String... targets) {
        return life.isPresent()
                ? DefaultStack.open(request, life).planOnly(targets)
                : new RequestVerbs(request).plan(targets);
    }

    @Override
    public Deployment up(String... targets) {
        return life.isPresent()
                ? DefaultStack.open(request, life).upAndOwn(targets)
                : new RequestVerbs(request).up(targets);
    }

    @Override
    public CompletableFuture<Deployment> upAsync(String... targets) {
        return AsyncVerb.start("nanokit-up", () -> up(targets));
    }

    @Override
    public Deployment down() {
        return lasting().down();
    }

    @Override
    public Status status() {
        return lasting().status();
    }

    @Override
    public Drift drift() {
        return lasting().drift();
    }

    @Override
    public Deployment stop() {
        return lasting().stop();
    }

    @Override
    public Deployment start() {
        return lasting().start();
    }

    @Override
    public Deployment restart(String... names) {
        return lasting().restart(names);
    }

    @Override
    public Deployment scale(String service, int instances) {
        return lasting().scale(service, instances);
    }

    @Override
    public ProgramResult exec(String name, String... command) {
        return lasting().exec(name, command);
    }

    @Override
    public ProgramResult run(String service, String... command) {
        return lasting().run(service, command);
    }

    @Override
    public Map<Slot, List<String>> logs(String service, int lines) {
        return lasting().logs(service, lines);
    }

    /** What is ephemeral has no second verb: the next one would have another scope. */
    private Verbs lasting() {
        if (life.isPresent()) {
            throw new IllegalStateException(
                    "an ephemeral project has plan, up and open only; call the verb on what" + " open() gives");
        }
        return new RequestVerbs(request);
    }

    private Nanokit from(ProjectSource other) {
        return new Nanokit(other, request.withSource(other), life);
    }

    private Nanokit with(Request other) {
        return new Nanokit(source, other, life);
    }
}
