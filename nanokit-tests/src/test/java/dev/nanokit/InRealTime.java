package dev.nanokit;

import dev.nanokit.model.Project;
import dev.nanokit.model.SettingsNode;
import dev.nanokit.provider.Blueprint;
import dev.nanokit.provider.FieldChange;
import dev.nanokit.provider.GatewayManagement;
import dev.nanokit.provider.Health;
import dev.nanokit.provider.HealthMonitoring;
import dev.nanokit.provider.Provider;
import dev.nanokit.provider.ProviderContext;
import dev.nanokit.provider.ProviderProfile;
import dev.nanokit.provider.ProviderSession;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.ResourceDiscovery;
import dev.nanokit.provider.ResourceKind;
import dev.nanokit.provider.ResourceManagement;
import dev.nanokit.provider.ResourceSpec;
import dev.nanokit.provider.ServiceOrchestration;
import dev.nanokit.provider.Settings;
import dev.nanokit.provider.SpiVersion;
import dev.nanokit.provider.Surroundings;
import dev.nanokit.provider.Verdict;
import dev.nanokit.testkit.FakeProvider;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The fake on the system's clock and real threads, where all is ready at the first look; tells of each look. */
final class InRealTime implements Provider {

    private final FakeProvider fake;
    private final Runnable look;

    InRealTime(FakeProvider fake, Runnable look) {
        this.fake = fake;
        this.look = look;
    }

    @Override
    public String id() {
        return fake.id();
    }

    @Override
    public int spiVersion() {
        return SpiVersion.CURRENT;
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
        return fake.design(project, settings, around);
    }

    @Override
    public Verdict assess(ResourceSpec wanted, Resource found, Set<FieldChange> changes) {
        return fake.assess(wanted, found, changes);
    }

    @Override
    public ProviderSession connect(Settings settings, ProviderContext context) {
        return new Session(fake.connect(settings, context), look);
    }

    private record Session(ProviderSession session, Runnable look) implements ProviderSession {

        @Override
        public Surroundings surroundings() {
            return session.surroundings();
        }

        @Override
        public ResourceDiscovery discovery() {
            return session.discovery();
        }

        @Override
        public ServiceOrchestration services() {
            return session.services();
        }

        @Override
        public HealthMonitoring health() {
            return whom -> {
                look.run();
                return whom.stream()
                        .collect(Collectors.toMap(one -> one.resource().id(), one -> new Health.Ready()));
            };
        }

        @Override
        public GatewayManagement gateway() {
            return session.gateway();
        }

        @Override
        public ResourceManagement resources(ResourceKind kind) {
            return session.resources(kind);
        }

        @Override
        public <T> Optional<T> capability(Class<T> type) {
            return Optional.empty();
        }

        @Override
        public void close() {
            session.close();
        }
    }
}
