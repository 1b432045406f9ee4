package dev.nanokit.docker;

import dev.nanokit.model.Project;
import dev.nanokit.model.SettingsNode;
import dev.nanokit.provider.Blueprint;
import dev.nanokit.provider.FieldChange;
import dev.nanokit.provider.Provider;
import dev.nanokit.provider.ProviderContext;
import dev.nanokit.provider.ProviderProfile;
import dev.nanokit.provider.ProviderSession;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.ResourceKind;
import dev.nanokit.provider.ResourceSpec;
import dev.nanokit.provider.RunKind;
import dev.nanokit.provider.Settings;
import dev.nanokit.provider.SpiVersion;
import dev.nanokit.provider.Surroundings;
import dev.nanokit.provider.Trait;
import dev.nanokit.provider.Verdict;
import java.util.Optional;
import java.util.Set;

/**
 * Docker as a platform. Found as {@code docker}. Speaks to the engine that {@code infra.host} names, else to the one that
 * the usual Docker configuration names ({@code DOCKER_HOST}, the current user's Docker folder), else to the default
 * socket. Stateless and thread-safe.
 */
public final class DockerProvider implements Provider {

    /**
     * Starting is the engine's own work and hardly parallel: on two cores 2 to 4 starts at once are best (measured with
     * 20 containers on engine 20.10: 12.1 s with 1 at a time, 10.6 s with 2, 10.7 s with 4, 11.9 s with 32).
     */
    private static final int PARALLELISM = 4;

    /** A host name, which a container's name becomes, has at most 63 characters. */
    private static final int NAME_LIMIT = 63;

    private final EngineConnection connection;
    private final Optional<Reach> reach;

    /** Makes the provider. */
    public DockerProvider() {
        this(new EngineConnection(), Optional.empty());
    }

    /** With a reach it is not found out, so that that of another host can be tried. */
    DockerProvider(EngineConnection connection, Optional<Reach> reach) {
        this.connection = connection;
        this.reach = reach;
    }

    @Override
    public String id() {
        return "docker";
    }

    @Override
    public int spiVersion() {
        return SpiVersion.CURRENT;
    }

    @Override
    public ProviderProfile profile() {
        return new ProviderProfile(RunKind.INSTANCES, PARALLELISM, NAME_LIMIT);
    }

    @Override
    public Settings settings(SettingsNode node) {
        return DockerSettings.of(node);
    }

    @Override
    public Blueprint design(Project project, Settings settings, Surroundings around) {
        return new DockerDesign((DockerSettings) settings, around).design(project);
    }

    @Override
    public Verdict assess(ResourceSpec wanted, Resource found, Set<FieldChange> changes) {
        if (wanted.slot().kind().equals(ResourceKind.ROUTE)) {
            return new Verdict.InPlace(Set.of());
        }
        if (found.traits().contains(Trait.SHARED)) {
            boolean isStopped = changes.isEmpty();
            return found.usedByOthers() && !isStopped ? new Verdict.Same() : new Verdict.InPlace(Set.of());
        }
        return new Verdict.Replace(Verdict.First.NEW);
    }

    @Override
    public ProviderSession connect(Settings settings, ProviderContext context) {
        return new DockerSession(connection.open((DockerSettings) settings), context, reach);
    }
}
