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
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/** A provider whose sessions have something stand before each of their calls. */
final class InterceptedProvider implements Provider {

    private final Provider provider;
    private final Interceptor interceptor;

    InterceptedProvider(Provider provider, Interceptor interceptor) {
        this.provider = provider;
        this.interceptor = interceptor;
    }

    @Override
    public String id() {
        return provider.id();
    }

    @Override
    public int spiVersion() {
        return provider.spiVersion();
    }

    @Override
    public ProviderProfile profile() {
        return provider.profile();
    }

    @Override
    public Settings settings(SettingsNode node) {
        return provider.settings(node);
    }

    @Override
    public Blueprint design(Project project, Settings settings, Surroundings around) {
        return provider.design(project, settings, around);
    }

    @Override
    public Verdict assess(ResourceSpec wanted, Resource found, Set<FieldChange> changes) {
        return provider.assess(wanted, found, changes);
    }

    @Override
    public Optional<String> hostOfPorts(Collection<Resource> standing) {
        return provider.hostOfPorts(standing);
    }

    @Override
    public ProviderSession connect(Settings settings, ProviderContext context) {
        return new InterceptedSession(provider.connect(settings, context), interceptor);
    }

    @Override
    public Optional<TimeSource> time() {
        return provider.time();
    }
}
