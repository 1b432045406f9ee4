package dev.nanokit.docker;

import dev.nanokit.model.Port;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The labels of the Docker provider's own on a container: what is needed later, when only the container is at hand.
 *
 * @param network the network that it belongs to; empty text for none
 * @param address its address there
 * @param aliases names under which siblings reach it, once it is in the rotation
 * @param expose the port that its program listens on
 * @param isPublished whether this host reaches it by a published port only
 */
record Marks(
        String network, Optional<String> address, List<String> aliases, Optional<Port> expose, boolean isPublished) {

    private static final String NETWORK = "dev.nanokit.docker.network";
    private static final String ADDRESS = "dev.nanokit.docker.address";
    private static final String ALIASES = "dev.nanokit.docker.aliases";
    private static final String EXPOSE = "dev.nanokit.docker.expose";
    private static final String PUBLISHED = "dev.nanokit.docker.published";

    Marks {
        aliases = List.copyOf(aliases);
    }

    Map<String, String> asLabels() {
        Map<String, String> labels = new HashMap<>();
        labels.put(NETWORK, network);
        address.ifPresent(ip -> labels.put(ADDRESS, ip));
        labels.put(ALIASES, String.join(",", aliases));
        expose.ifPresent(port -> labels.put(EXPOSE, port.toString()));
        if (isPublished) {
            labels.put(PUBLISHED, "true");
        }
        return labels;
    }

    static Marks of(Map<String, String> labels) {
        String aliases = labels.getOrDefault(ALIASES, "");
        return new Marks(
                labels.getOrDefault(NETWORK, ""),
                Optional.ofNullable(labels.get(ADDRESS)),
                aliases.isEmpty() ? List.of() : List.of(aliases.split(",", -1)),
                Optional.ofNullable(labels.get(EXPOSE))
                        .filter(text -> text.matches("[1-9]\\d{0,4}"))
                        .map(Integer::valueOf)
                        .map(Port::new),
                labels.containsKey(PUBLISHED));
    }
}
