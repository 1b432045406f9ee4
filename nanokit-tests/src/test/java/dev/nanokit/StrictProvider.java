package dev.nanokit;

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
import dev.nanokit.provider.Settings;
import dev.nanokit.provider.Surroundings;
import dev.nanokit.provider.Verdict;
import dev.nanokit.time.TimeSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A provider that knows no key under {@code infra}, and is another one in all else. */
record StrictProvider(Provider other) implements Provider {

    @Override
    public String id() {
        return "strict";
    }

    @Override
    public int spiVersion() {
        return other.spiVersion();
    }

    @Override
    public ProviderProfile profile() {
        return other.profile();
    }

    @Override
    public Settings settings(SettingsNode node) {
        List<Problem> problems = node.entries().entrySet().stream()
                .map(entry -> Problem.of(
                        "spec.unknown-key", entry.getValue().position(), "infra." + entry.getKey(), "not known"))
                .toList();
        return () -> problems;
    }

    @Override
    public Blueprint design(Project project, Settings settings, Surroundings around) {
        return other.design(project, other.settings(SettingsNode.empty()), around);
    }

    @Override
    public Verdict assess(ResourceSpec wanted, Resource found, Set<FieldChange> changes) {
        return other.assess(wanted, found, changes);
    }

    @Override
    public Optional<String> hostOfPorts(Collection<Resource> standing) {
        return other.hostOfPorts(standing);
    }

    @Override
    public ProviderSession connect(Settings settings, ProviderContext context) {
        return other.connect(settings, context);
    }

    @Override
    public Optional<TimeSource> time() {
        return other.time();
    }
}
