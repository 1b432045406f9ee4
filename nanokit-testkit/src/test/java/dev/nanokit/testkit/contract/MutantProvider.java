package dev.nanokit.testkit.contract;

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
import dev.nanokit.time.TimeSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A fake that is broken in one way. */
final class MutantProvider implements Provider {

    private final Provider fake;
    private final Mutant mutant;
    private final Map<String, Resource> created = new ConcurrentHashMap<>();
    private final AtomicInteger designs = new AtomicInteger();

    MutantProvider(Provider fake, Mutant mutant) {
        this.fake = fake;
        this.mutant = mutant;
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
        Blueprint blueprint = fake.design(project, settings, around);
        if (mutant != Mutant.DESIGN_BY_CHANCE) {
            return blueprint;
        }
        String chance = Integer.toString(designs.incrementAndGet());
        List<ResourceSpec> specs = blueprint.resources().stream()
                .map(spec -> spec.toBuilder().field("chance", chance).build())
                .toList();
        return new Blueprint(specs, blueprint.units(), blueprint.findings());
    }

    @Override
    public Verdict assess(ResourceSpec wanted, Resource found, Set<FieldChange> changes) {
        return fake.assess(wanted, found, changes);
    }

    @Override
    public ProviderSession connect(Settings settings, ProviderContext context) {
        MutantSession session = new MutantSession(fake.connect(settings, context), mutant, created);
        return switch (mutant) {
            case ERRORS_WITHOUT_KIND, ERRORS_OF_ONE_KIND -> new InterceptedSession(session, new WrongErrors(mutant));
            default -> session;
        };
    }

    @Override
    public Optional<TimeSource> time() {
        return fake.time();
    }
}
