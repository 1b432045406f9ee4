package dev.nanokit.sample.process;

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
import dev.nanokit.provider.RunKind;
import dev.nanokit.provider.Settings;
import dev.nanokit.provider.SpiVersion;
import dev.nanokit.provider.Surroundings;
import dev.nanokit.provider.Trait;
import dev.nanokit.provider.Verdict;
import java.util.Set;

/**
 * Runs services as processes of this machine. Found as {@code process}. A service needs {@code start}, and listens on the
 * port that the variable {@code PORT} tells. It carries out {@code hooks} and {@code provisioning.install}, knows leases, and
 * runs commands beside an instance or apart from it. Stateless and thread-safe.
 */
public final class ProcessProvider implements Provider {

    /** Makes the provider. */
    public ProcessProvider() {}

    @Override
    public String id() {
        return "process";
    }

    @Override
    public int spiVersion() {
        return SpiVersion.CURRENT;
    }

    @Override
    public ProviderProfile profile() {
        return new ProviderProfile(RunKind.INSTANCES, Runtime.getRuntime().availableProcessors(), 80);
    }

    @Override
    public Settings settings(SettingsNode node) {
        return ProcessSettings.of(node);
    }

    @Override
    public Blueprint design(Project project, Settings settings, Surroundings around) {
        return new ProcessDesign(project).design();
    }

    /** Routes are files that can be written anew; of the rest, a new one takes the place of the old. */
    @Override
    public Verdict assess(ResourceSpec wanted, Resource found, Set<FieldChange> changes) {
        boolean shared = found.traits().contains(Trait.SHARED);
        if (shared && found.usedByOthers() && !changes.isEmpty()) {
            return new Verdict.Same();
        }
        return new Verdict.InPlace(Set.of());
    }

    @Override
    public ProviderSession connect(Settings settings, ProviderContext context) {
        return new ProcessSession(new Registry(((ProcessSettings) settings).folder(), context.labels()), context);
    }
}
