package dev.nanokit.docker;

import dev.nanokit.failure.ProviderException;
import dev.nanokit.provider.ImageBuild;
import dev.nanokit.provider.Labelled;
import dev.nanokit.provider.Operation;
import dev.nanokit.provider.PlatformId;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.ResourceManagement;
import dev.nanokit.provider.Scope;
import dev.nanokit.provider.Wanted;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Images that are built. The edition, a digest of all that they are built of, is their tag: what has the tag need not be
 * built. No data is in them, so that they come and go with the version of their service.
 */
final class DockerImages implements ResourceManagement {

    private final SdkImages images;
    private final DockerBuild builds;
    private final Ours ours;

    DockerImages(SdkImages images, Ours ours) {
        this.images = images;
        this.builds = new DockerBuild(images);
        this.ours = ours;
    }

    /** {@return our labels on every image of ours by its name} */
    static SortedMap<String, Map<String, String>> labels(SdkImages images) {
        SortedMap<String, Map<String, String>> all = new TreeMap<>();
        for (ImageFacts image : images.labelled(ImageLabel.NAME)) {
            String name = ImageLabel.name(image);
            if (!name.isEmpty()) {
                all.put(name, ImageLabel.read(image, name));
            }
        }
        return all;
    }

    /** {@return every image of a scope, by one call} */
    static List<Resource> of(Scope scope, SdkImages images, Ours ours) {
        List<Resource> found = new ArrayList<>();
        labels(images).forEach((name, labels) -> ours.codec()
                .decode(labels)
                .filter(labelled -> labelled.scope().equals(scope))
                .ifPresent(labelled -> found.add(resource(name, labelled))));
        return found;
    }

    @Override
    public Resource create(Wanted wanted, Operation operation) {
        String name = name(wanted);
        Optional<ImageFacts> there = images.find(name);
        if (there.isPresent()) {
            ours.requireEqual(wanted, "image " + name, ImageLabel.read(there.get(), name));
        } else {
            builds.build(ImageBuild.of(wanted), name, ImageLabel.of(name, wanted.labels()), operation);
        }
        return resource(name, wanted.labelled());
    }

    /** What stands before the edition is the repository. */
    private static String name(Wanted wanted) {
        int end = wanted.name().length() - wanted.edition().length() - 1;
        return wanted.name().substring(0, end) + ":" + wanted.edition();
    }

    /** Other files are another image. */
    @Override
    public Resource update(Resource found, Wanted wanted, Operation operation) {
        throw new IllegalArgumentException("images are replaced, not updated: " + found.name());
    }

    @Override
    public void delete(Resource found, Operation operation) {
        String name = found.id().value();
        Optional<ImageFacts> there = images.find(name);
        if (there.isPresent()) {
            ours.requireSame(found, ImageLabel.read(there.get(), name));
            try {
                images.remove(name, !hasSuccessor(found));
            } catch (ProviderException e) {
                throw DockerNetworks.inUse(e, ProviderException.Kind.CONFLICT, "image " + name);
            }
        }
    }

    /** {@return whether another image stands in the slot: what the two have in common stays with it} */
    private boolean hasSuccessor(Resource found) {
        String repository = found.name().substring(0, found.name().lastIndexOf(':') + 1);
        return labels(images).keySet().stream()
                .anyMatch(name -> name.startsWith(repository) && !name.equals(found.name()));
    }

    private static Resource resource(String name, Labelled labels) {
        return Resource.builder(new PlatformId(name), labels)
                .name(name)
                .fact("name", name)
                .build();
    }
}
