package dev.nanokit.testkit;

import dev.nanokit.failure.ProviderException;
import dev.nanokit.model.Project;
import dev.nanokit.model.SettingsNode;
import dev.nanokit.provider.Blueprint;
import dev.nanokit.provider.FieldChange;
import dev.nanokit.provider.ProgramResult;
import dev.nanokit.provider.Provider;
import dev.nanokit.provider.ProviderContext;
import dev.nanokit.provider.ProviderProfile;
import dev.nanokit.provider.ProviderSession;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.ResourceKind;
import dev.nanokit.provider.ResourceSpec;
import dev.nanokit.provider.RunKind;
import dev.nanokit.provider.Settings;
import dev.nanokit.provider.Slot;
import dev.nanokit.provider.SpiVersion;
import dev.nanokit.provider.Surroundings;
import dev.nanokit.provider.Verdict;
import dev.nanokit.time.TimeSource;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A platform in memory, for unit tests of deployments:
 *
 * <pre>{@code
 * FakeProvider fake = FakeProvider.instances();
 * Nanokit.load(yaml).provider(fake).up();
 * assertThat(fake.running("web")).isEqualTo(2);
 * }</pre>
 *
 * <p>Minutes of waiting pass in milliseconds, as time is virtual. What stands survives from one verb to the next. Use one
 * object for one test. Thread-safe.
 */
public final class FakeProvider implements Provider {

    private final RunKind runs;
    private final VirtualTime time = new VirtualTime();
    private final FakePlatform platform = new FakePlatform(time);
    private final Faults faults = new Faults(platform);
    private final FakeGateway gateway = new FakeGateway(platform);
    private final Confided confided = new Confided();
    private volatile String networkRange = "10.0.0.0/16";
    private volatile Optional<ProviderProfile.Rate> rate = Optional.empty();

    private FakeProvider(RunKind runs) {
        this.runs = runs;
    }

    /** {@return an empty platform that runs single instances, as Docker does} */
    public static FakeProvider instances() {
        return new FakeProvider(RunKind.INSTANCES);
    }

    /** {@return an empty platform that runs whole services and rolls them by itself, as ECS and Cloud Run do} */
    public static FakeProvider services() {
        return new FakeProvider(RunKind.SERVICES);
    }

    /**
     * Sets how a program behaves from its next start on.
     *
     * @param serviceOrImage name of a service or database, or an image, which wins
     * @param behaviour how
     * @return this
     */
    public FakeProvider behave(String serviceOrImage, Behaviour behaviour) {
        platform.behave(serviceOrImage, Objects.requireNonNull(behaviour, "behaviour"));
        return this;
    }

    /**
     * Gives a service, to say how it is to behave.
     *
     * @param name name of a service or database
     * @return the service
     */
    public FakeService service(String name) {
        return new FakeService(platform, Objects.requireNonNull(name, "name"));
    }

    /** {@return what is to go wrong} */
    public Faults faults() {
        return faults;
    }

    /**
     * Sends a request through the gateway, or to a fixed port.
     *
     * @param method for instance {@code GET}; every method is answered alike
     * @param url for instance {@code http://web.localhost/}
     * @return what answered
     * @throws java.io.UncheckedIOException if nothing listens there
     */
    public FakeAnswer request(String method, String url) {
        Objects.requireNonNull(method, "method");
        return gateway.request(URI.create(url));
    }

    /**
     * Sets the range of the network that everything joins; another range means another network.
     *
     * @param range any text
     * @return this
     */
    public FakeProvider networkRange(String range) {
        networkRange = Objects.requireNonNull(range, "range");
        return this;
    }

    /**
     * Cuts the connection after some more writes: every later call of that session fails, as if the process had been
     * killed. Sessions opened after {@link #repair} work.
     *
     * @param writes how many writes still reach the platform
     */
    public void cutAfter(int writes) {
        faults.cutAfter(writes);
    }

    /**
     * Lets a write fail.
     *
     * @param write how it begins in the journal, for instance {@code create instance/web}
     * @param kind as what
     * @param times how often
     */
    public void fail(String write, ProviderException.Kind kind, int times) {
        faults.fail(write, kind, times);
    }

    /**
     * Sets how commands in a service end.
     *
     * @param service its name
     * @param exitCode their exit code
     * @param output what they say
     * @return this
     */
    public FakeProvider answerExec(String service, int exitCode, String... output) {
        platform.answerExec(service, new ProgramResult(exitCode, List.of(output)));
        return this;
    }

    /**
     * Changes a setting behind the engine's back, whatever the labels say.
     *
     * @param slot for instance {@code instance/web.1}
     * @param field the field's name
     * @param value what it is from now on
     */
    public void drift(String slot, String field, String value) {
        at(slot).forEach(thing -> thing.set(field, value));
    }

    /**
     * Sets how many writes the platform says that it takes.
     *
     * @param perSecond writes a second in the long run
     * @param burst writes at once after a rest
     * @return this
     */
    public FakeProvider rate(double perSecond, int burst) {
        rate = Optional.of(new ProviderProfile.Rate(perSecond, burst));
        return this;
    }

    /** {@return how many leases are held} */
    public int leases() {
        return platform.leases().held();
    }

    /** {@return the threads that are in a run on this platform; none once every verb has returned} */
    public Set<Thread> threads() {
        return time.threads();
    }

    /** {@return the texts of every secret and database password of the projects seen so far; no text may show one} */
    public Set<String> secrets() {
        return confided.texts();
    }

    /** {@return virtual time} */
    public Instant now() {
        return time.now();
    }

    /** Ends what {@link #faults} began. */
    public void repair() {
        faults.repair();
    }

    /** {@return every write that reached the platform, in order} */
    public List<String> journal() {
        return faults.journal();
    }

    /** {@return how many reads were made: discoveries and looks} */
    public int reads() {
        return faults.reads();
    }

    /**
     * Lets virtual time pass.
     *
     * @param length how much
     */
    public void elapse(Duration length) {
        try {
            time.pause(length);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Counts what runs.
     *
     * @param service name of a service or database
     * @return how many of its instances run
     */
    public int running(String service) {
        return platform.running(service);
    }

    /**
     * Sends a request through the rotation.
     *
     * @param service name of a service
     * @return the image of what answers; empty if nothing does
     */
    public Optional<String> request(String service) {
        return platform.answering(service).stream()
                .map(thing -> Objects.requireNonNullElse(thing.serving, thing.values))
                .map(values -> values.getOrDefault("image", ""))
                .findFirst();
    }

    /**
     * Counts what answers.
     *
     * @param service name of a service
     * @return how many of its instances are ready and in the rotation
     */
    public int answering(String service) {
        return platform.answering(service).size();
    }

    /**
     * Begins to note how many instances of a service answer.
     *
     * @param service its name
     */
    public void watch(String service) {
        platform.watch(service);
    }

    /**
     * Tells the worst moment since {@link #watch}.
     *
     * @param service its name
     * @return the fewest that answered at once
     */
    public int fewestAnswering(String service) {
        return platform.fewest(service);
    }

    /**
     * Makes an instance end by itself.
     *
     * @param slot for instance {@code instance/web.1}
     */
    public void kill(String slot) {
        at(slot).forEach(platform::kill);
    }

    /**
     * Makes an instance run on without ever being ready.
     *
     * @param slot for instance {@code instance/web.1}
     */
    public void sicken(String slot) {
        at(slot).forEach(platform::sicken);
    }

    /**
     * Takes something away behind the engine's back.
     *
     * @param slot for instance {@code route/web}
     */
    public void remove(String slot) {
        at(slot).forEach(thing -> {
            platform.kill(thing);
            platform.delete(thing.id);
        });
    }

    /**
     * Takes an instance out of the rotation behind the engine's back.
     *
     * @param slot for instance {@code instance/web.1}
     */
    public void removeMember(String slot) {
        at(slot).forEach(thing ->
                platform.leave(thing.labels.scope(), new Slot(ResourceKind.MEMBERS, thing.owner()), thing.id));
    }

    /**
     * Puts an equal one beside an instance, as two runs at the same time may leave it.
     *
     * @param slot for instance {@code instance/web.1}
     */
    public void twin(String slot) {
        at(slot).forEach(platform::twin);
    }

    /** {@return everything that stands, a line each, without ids: equal for equal worlds} */
    public String dump() {
        return platform.dump();
    }

    /**
     * Reads what a program was given.
     *
     * @param slot for instance {@code instance/web.1}
     * @return its fields; environment variables begin with {@code env.}; secrets in clear
     */
    public Map<String, String> values(String slot) {
        return Map.copyOf(at(slot).get(0).values);
    }

    private List<FakeThing> at(String slot) {
        return platform.at(Slot.parse(slot));
    }

    @Override
    public String id() {
        return "fake";
    }

    @Override
    public int spiVersion() {
        return SpiVersion.CURRENT;
    }

    @Override
    public ProviderProfile profile() {
        ProviderProfile profile = new ProviderProfile(runs, 4, 40).withNameLimit(ResourceKind.ROUTE, 32);
        return rate.map(profile::withRate).orElse(profile);
    }

    @Override
    public Settings settings(SettingsNode node) {
        return FakeSettings.of(node);
    }

    @Override
    public Blueprint design(Project project, Settings settings, Surroundings around) {
        confided.note(project);
        return new FakeDesign(runs, networkRange).design(project);
    }

    @Override
    public Verdict assess(ResourceSpec wanted, Resource found, Set<FieldChange> changes) {
        return FakeDesign.assess(wanted, found, changes);
    }

    @Override
    public ProviderSession connect(Settings settings, ProviderContext context) {
        return new FakeSession(platform, faults, context, profile(), time);
    }

    @Override
    public Optional<TimeSource> time() {
        return Optional.of(time);
    }
}
