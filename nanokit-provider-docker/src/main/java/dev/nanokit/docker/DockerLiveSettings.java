package dev.nanokit.docker;

import dev.nanokit.model.Mount;
import dev.nanokit.provider.LiveSettings;
import dev.nanokit.provider.PlatformId;
import dev.nanokit.provider.Resolved;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.ResourceKind;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What containers have now, in the words of the standard design's fields. One call for each container and one for each
 * image: the engine's list tells of none of this.
 */
final class DockerLiveSettings implements LiveSettings {

    private static final String COMMAND = "command.";
    private static final String ENV = "env.";
    private static final String CHECK = "check.";
    private static final String OURS = "NANOKIT_";

    /** What can be seen here: one that was recorded and is not there any more is told as an empty text. */
    private static final Set<String> SEEN = Set.of("image", "cpu", "memory", "port", "network");

    private static final List<String> SEEN_LISTS = List.of(COMMAND, ENV, CHECK, "mount.", "mount-ro.");

    private final SdkSettings sdk;

    DockerLiveSettings(DockerCalls calls) {
        this.sdk = new SdkSettings(calls.client());
    }

    @Override
    public Map<PlatformId, SortedMap<String, Resolved>> settings(Collection<Resource> resources) {
        Map<String, Optional<ContainerSettings.OfImage>> images = new HashMap<>();
        Map<PlatformId, SortedMap<String, Resolved>> all = new HashMap<>();
        for (Resource resource : resources) {
            if (resource.slot().kind().equals(ResourceKind.INSTANCE)) {
                sdk.container(resource.id().value())
                        .ifPresent(live -> all.put(
                                resource.id(),
                                fields(live, images.computeIfAbsent(live.imageId(), sdk::image), recorded(resource))));
            }
        }
        return all;
    }

    private static Set<String> recorded(Resource resource) {
        return resource.recorded()
                .map(fingerprint -> fingerprint.digests().keySet())
                .orElse(Set.of());
    }

    private static SortedMap<String, Resolved> fields(
            ContainerSettings live, Optional<ContainerSettings.OfImage> image, Set<String> recorded) {
        SortedMap<String, Resolved> fields = new TreeMap<>();
        fields.put("image", Resolved.plain(live.image()));
        if (live.nanoCpus() > 0) {
            BigDecimal cpus = BigDecimal.valueOf(live.nanoCpus(), 9);
            fields.put("cpu", Resolved.plain(cpus.stripTrailingZeros().toPlainString()));
        }
        if (live.memoryBytes() > 0) {
            fields.put("memory", Resolved.plain(Long.toString(live.memoryBytes())));
        }
        if (!live.hostPorts().isEmpty()) {
            String ports = live.hostPorts().stream().map(String::valueOf).collect(Collectors.joining(","));
            fields.put("port", Resolved.plain(ports));
        }
        fields.put("network", Resolved.plain(String.join(",", live.networks())));
        for (Mount mount : live.mounts()) {
            fields.put((mount.readOnly() ? "mount-ro." : "mount.") + mount.target(), Resolved.plain(mount.source()));
        }
        addCommand(fields, live, image, recorded);
        addEnv(fields, live, image, recorded);
        if (isAnyRecorded(CHECK, recorded)) {
            addList(fields, CHECK, live.check());
        }
        recorded.stream()
                .filter(DockerLiveSettings::isSeen)
                .forEach(field -> fields.putIfAbsent(field, Resolved.plain("")));
        return fields;
    }

    /** What the image runs by itself is no setting. */
    private static void addCommand(
            SortedMap<String, Resolved> fields,
            ContainerSettings live,
            Optional<ContainerSettings.OfImage> image,
            Set<String> recorded) {
        boolean isOfImage = image.map(ContainerSettings.OfImage::program)
                .map(live.program()::equals)
                .orElse(true);
        if (isAnyRecorded(COMMAND, recorded)) {
            addList(fields, COMMAND, live.program().entrypoint());
        } else if (!isOfImage) {
            addList(fields, COMMAND, live.program().entrypoint());
            addList(fields, COMMAND, live.program().arguments());
        }
    }

    /** Variables that the image declares, and those of ours that are never compared, are no settings. */
    private static void addEnv(
            SortedMap<String, Resolved> fields,
            ContainerSettings live,
            Optional<ContainerSettings.OfImage> image,
            Set<String> recorded) {
        live.env().forEach((name, value) -> {
            boolean isForeign = image.isPresent()
                    && !name.startsWith(OURS)
                    && !value.equals(image.get().env().get(name));
            if (recorded.contains(ENV + name) || isForeign) {
                fields.put(ENV + name, Resolved.secret(value));
            }
        });
    }

    private static void addList(SortedMap<String, Resolved> fields, String list, List<String> words) {
        int index = 0;
        for (String word : words) {
            fields.putIfAbsent(list + String.format(Locale.ROOT, "%03d", index++), Resolved.plain(word));
        }
    }

    private static boolean isAnyRecorded(String list, Set<String> recorded) {
        return recorded.stream().anyMatch(field -> field.startsWith(list));
    }

    private static boolean isSeen(String field) {
        return SEEN.contains(field) || SEEN_LISTS.stream().anyMatch(field::startsWith);
    }
}
