package org.example.embedded;

import dev.nanokit.failure.Problem;
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

/** Runs services as programs inside this JVM. Found as {@code embedded}. Thread-safe. */
public final class EmbeddedProvider implements Provider {

    private static final Platform PLATFORM = new Platform();

    /** Makes the provider. */
    public EmbeddedProvider() {}

    /** {@return what the provider talks to; a real one has an address of it in its settings} */
    static Platform platform() {
        return PLATFORM;
    }

    @Override
    public String id() {
        return "embedded";
    }

    @Override
    public int spiVersion() {
        return SpiVersion.CURRENT;
    }

    @Override
    public ProviderProfile profile() {
        return new ProviderProfile(RunKind.INSTANCES, 8, 63);
    }

    @Override
    public Settings settings(SettingsNode node) {
        List<Problem> problems = node.entries().entrySet().stream()
                .map(entry -> Problem.of(
                        "spec.unknown-key",
                        entry.getValue().position(),
                        "infra." + entry.getKey(),
                        "provider embedded has no keys"))
                .toList();
        return () -> problems;
    }

    @Override
    public Blueprint design(Project project, Settings settings, Surroundings around) {
        return new EmbeddedDesign(project).design();
    }

    /** Asked only of what does not run, and there is none of that here. */
    @Override
    public Verdict assess(ResourceSpec wanted, Resource found, Set<FieldChange> changes) {
        return new Verdict.InPlace(Set.of());
    }

    @Override
    public ProviderSession connect(Settings settings, ProviderContext context) {
        return new EmbeddedSession(PLATFORM, context.labels());
    }
}
