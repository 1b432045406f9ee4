package dev.nanokit.testkit;

import dev.nanokit.model.Project;
import dev.nanokit.provider.Blueprint;
import dev.nanokit.provider.Claim;
import dev.nanokit.provider.Feature;
import dev.nanokit.provider.PlatformTraits;
import dev.nanokit.provider.ResourceKind;
import dev.nanokit.provider.ResourceSpec;
import dev.nanokit.provider.RunKind;
import dev.nanokit.provider.Slot;
import dev.nanokit.provider.StandardDesign;
import dev.nanokit.provider.Trait;
import dev.nanokit.provider.Value;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

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
        ResourceSpec network =
                ResourceSpec.builder(NETWORK).field("range", networkRange).build();
        PlatformTraits traits = PlatformTraits.of("fake", runs)
                .withFoundations(List.of(network))
                .withNetwork(new Value.Reference(NETWORK, "id"))
                .withFeatures(EnumSet.allOf(Feature.class));
        boolean routed = project.services().values().stream()
                .anyMatch(service -> !service.hosts().isEmpty());
        if (!routed || runs == RunKind.SERVICES) {
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
}
