package dev.nanokit.aws.lab.machine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nanokit.aws.lab.wire.ApiRequest;
import dev.nanokit.aws.lab.wire.Moto;
import dev.nanokit.aws.lab.wire.Refusal;
import dev.nanokit.aws.lab.wire.Trees;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Which clusters there are: moto's, remembered. Thread-safe. */
public final class Clusters {

    private final Set<String> active = ConcurrentHashMap.newKeySet();
    private final Moto moto;

    Clusters(Moto moto) {
        this.moto = moto;
    }

    /**
     * Tells the name of the cluster that a request means.
     *
     * @param request a request with a cluster
     * @return its short name
     */
    public static String name(ApiRequest request) {
        String reference = request.text("cluster");
        return reference.isEmpty() ? "default" : reference.substring(reference.lastIndexOf('/') + 1);
    }

    /**
     * Tells a cluster's whole name.
     *
     * @param name its short name
     * @return the ARN
     */
    public String arn(String name) {
        return "arn:aws:ecs:" + moto.region() + ":" + moto.account() + ":cluster/" + name;
    }

    void made(String name) {
        active.add(name);
    }

    void gone(String name) {
        active.remove(name);
    }

    /**
     * Looks up a cluster.
     *
     * @param name its short name
     * @return moto's view of it; empty if there is none, or if it was deleted
     */
    public Optional<JsonNode> look(String name) {
        ObjectNode order = Trees.object();
        order.putArray("clusters").add(name);
        order.putArray("include").add("TAGS").add("SETTINGS").add("CONFIGURATIONS");
        JsonNode found = moto.json("ecs", "DescribeClusters", order)
                .json()
                .path("clusters")
                .path(0);
        return Optional.of(found).filter(it -> it.path("status").asText().equals("ACTIVE"));
    }

    /**
     * Refuses what is asked of a cluster that is not there.
     *
     * @param name its short name
     */
    public void require(String name) {
        if (active.contains(name)) {
            return;
        }
        if (look(name).isEmpty()) {
            throw new Refusal("ClusterNotFoundException", "Cluster not found.");
        }
        active.add(name);
    }
}
