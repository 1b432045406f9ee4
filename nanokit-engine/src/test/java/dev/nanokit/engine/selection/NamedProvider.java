package dev.nanokit.engine.selection;

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
import dev.nanokit.provider.Verdict;
import java.util.List;
import java.util.Set;

/** A provider that is only ever chosen. */
abstract class NamedProvider implements Provider {

    private final String id;

    NamedProvider(String id) {
        this.id = id;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public int spiVersion() {
        return SpiVersion.CURRENT;
    }

    @Override
    public ProviderProfile profile() {
        return new ProviderProfile(RunKind.INSTANCES, 1, 40);
    }

    @Override
    public Settings settings(SettingsNode node) {
        return List::of;
    }

    @Override
    public Blueprint design(Project project, Settings settings, Surroundings around) {
        throw new UnsupportedOperationException("never asked");
    }

    @Override
    public Verdict assess(ResourceSpec wanted, Resource found, Set<FieldChange> changes) {
        throw new UnsupportedOperationException("never asked");
    }

    @Override
    public ProviderSession connect(Settings settings, ProviderContext context) {
        throw new UnsupportedOperationException("never asked");
    }
}
