package dev.nanokit.testkit;

import dev.nanokit.model.DatabaseEngine;
import dev.nanokit.model.Project;
import dev.nanokit.provider.Blueprint;
import dev.nanokit.provider.Claim;
import dev.nanokit.provider.Feature;
import dev.nanokit.provider.FieldChange;
import dev.nanokit.provider.PlatformTraits;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.ResourceKind;
import dev.nanokit.provider.ResourceSpec;
import dev.nanokit.provider.ResourceSpecBuilder;
import dev.nanokit.provider.RunKind;
import dev.nanokit.provider.Slot;
import dev.nanokit.provider.StandardDesign;
import dev.nanokit.provider.Trait;
import dev.nanokit.provider.Value;
import dev.nanokit.provider.Verdict;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What the fake platform holds for a project. Pure. */
final class FakeDesign {

    private static final Slot NETWORK = new Slot(ResourceKind.NETWORK, "default");

    private final RunKind runs;
    private final String networkRange;

    FakeDesign(RunKind runs, String networkRange) {
        this.runs = runs;
        this.networkRange = networkRange;
    }

    Blueprint design(Project project) {
        PlatformTraits traits = PlatformTraits.of("fake", runs)
                .withFoundations(List.of(network()))
                .withNetwork(new Value.Reference(NETWORK, "id"))
                .withManagedEngines(EnumSet.allOf(DatabaseEngine.class))
                .withFeatures(EnumSet.complementOf(EnumSet.of(Feature.MANAGED_PASSWORDS)));
        boolean routed = project.services().values().stream()
                .anyMatch(service -> !service.hosts().isEmpty());
        if (runs == RunKind.SERVICES) {
            return inNetwork(new StandardDesign(traits).design(project));
        }
        if (!routed) {
            return new StandardDesign(traits).design(project);
        }
        String port = project.gateway().httpPort().toString();
        Slot gateway = new Slot(ResourceKind.GATEWAY, port);
        Blueprint standard = new StandardDesign(traits.withGateway(gateway)).design(project);
        List<ResourceSpec> specs = new ArrayList<>(standard.resources());
        specs.add(ResourceSpec.builder(gateway)
                .field("port", port)
                .claim(new Claim("port:" + port))
                .trait(Trait.SHARED)
                .build());
        return new Blueprint(specs, standard.units(), standard.findings());
    }

    private ResourceSpec network() {
        ResourceSpecBuilder network = ResourceSpec.builder(NETWORK).field("range", networkRange);
        return runs == RunKind.SERVICES ? network.trait(Trait.CARRIES_DATA).build() : network.build();
    }

    /** A database that the platform runs stands in the network, as clouds have it: neither goes without the other. */
    private static Blueprint inNetwork(Blueprint standard) {
        List<ResourceSpec> specs = standard.resources().stream()
                .map(spec -> spec.slot().kind().equals(ResourceKind.DATABASE)
                        ? spec.toBuilder()
                                .field("network", new Value.Reference(NETWORK, "id"))
                                .build()
                        : spec)
                .toList();
        return new Blueprint(specs, standard.units(), standard.findings());
    }

    /** Says what is done about a difference: data can be read by its own engine and version only. */
    static Verdict assess(ResourceSpec wanted, Resource found, Set<FieldChange> changes) {
        if (found.traits().contains(Trait.SHARED) && found.usedByOthers()) {
            return new Verdict.Same();
        }
        ResourceKind kind = wanted.slot().kind();
        boolean isReadable = changes.stream()
                .map(FieldChange::field)
                .noneMatch(field -> field.equals("engine") || field.equals("version"));
        boolean inPlace = kind.equals(ResourceKind.ROUTE)
                || kind.equals(ResourceKind.SERVICE)
                || (kind.equals(ResourceKind.DATABASE) && isReadable)
                || changes.isEmpty();
        return inPlace ? new Verdict.InPlace(Set.of()) : new Verdict.Replace(Verdict.First.NEW);
    }
}
