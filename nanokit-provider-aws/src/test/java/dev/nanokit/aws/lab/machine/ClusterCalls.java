package dev.nanokit.aws.lab.machine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nanokit.aws.lab.wire.ApiRequest;
import dev.nanokit.aws.lab.wire.ApiResponse;
import dev.nanokit.aws.lab.wire.Stage;
import dev.nanokit.aws.lab.wire.Trees;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** ECS clusters: moto's, but created once, gone when deleted, and with the counts of what runs. */
final class ClusterCalls {

    private final Clusters clusters;
    private final ServiceBook services;
    private final TaskBook tasks;
    private final Set<String> gone = new HashSet<>();

    ClusterCalls(Clusters clusters, ServiceBook services, TaskBook tasks) {
        this.clusters = clusters;
        this.services = services;
        this.tasks = tasks;
    }

    void in(Reactions reactions) {
        reactions.lead("ecs:CreateCluster", this::create);
        reactions.revise("ecs:DescribeClusters", this::describe);
        reactions.revise("ecs:ListClusters", this::list);
        reactions.notice("ecs:DeleteCluster", (request, answer) -> {
            clusters.gone(Clusters.name(request));
            gone.add(Clusters.name(request));
        });
    }

    /** AWS answers with the cluster that is there (measured); moto replaces it, and fails later without tags. */
    private ApiResponse create(ApiRequest request, Stage.Next next) {
        String name = request.text("clusterName").isEmpty() ? "default" : request.text("clusterName");
        Optional<JsonNode> existing = clusters.look(name);
        if (existing.isPresent()) {
            return ApiResponse.json(Trees.object().set("cluster", existing.get()));
        }
        ObjectNode order = request.parameters().deepCopy();
        if (!order.has("tags")) {
            order.putArray("tags");
        }
        ApiResponse answer = next.answer(request.with(order));
        if (answer.ok()) {
            clusters.made(name);
            gone.remove(name);
        }
        return answer;
    }

    private ApiResponse describe(ApiRequest request, ApiResponse answer) {
        JsonNode tree = answer.json();
        for (JsonNode cluster : tree.path("clusters")) {
            String arn = cluster.path("clusterArn").asText();
            String name = cluster.path("clusterName").asText();
            ObjectNode counts = (ObjectNode) cluster;
            counts.put("runningTasksCount", tasks.in(name).filter(Task::running).count());
            counts.put(
                    "pendingTasksCount",
                    tasks.in(name).filter(it -> it.wanted() && !it.running()).count());
            counts.put(
                    "activeServicesCount",
                    services.in(arn).filter(it -> !it.inactive()).count());
        }
        return answer.withBody(Trees.bytes(tree));
    }

    private ApiResponse list(ApiRequest request, ApiResponse answer) {
        ObjectNode tree = (ObjectNode) answer.json();
        ArrayNode there = Trees.array();
        for (JsonNode arn : tree.path("clusterArns")) {
            if (!gone.contains(arn.asText().substring(arn.asText().lastIndexOf('/') + 1))) {
                there.add(arn);
            }
        }
        tree.set("clusterArns", there);
        return answer.withBody(Trees.bytes(tree));
    }
}
