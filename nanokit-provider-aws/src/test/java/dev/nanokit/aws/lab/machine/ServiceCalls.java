package dev.nanokit.aws.lab.machine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nanokit.aws.lab.wire.ApiRequest;
import dev.nanokit.aws.lab.wire.ApiResponse;
import dev.nanokit.aws.lab.wire.Refusal;
import dev.nanokit.aws.lab.wire.Stage;
import dev.nanokit.aws.lab.wire.Trees;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** ECS services: recorded by moto, played by the scheduler. */
final class ServiceCalls {

    private static final int PAGE = 10;
    private static final Set<String> NO_SETTINGS = Set.of("cluster", "service", "forceNewDeployment", "clientToken");

    private final Timeline timeline;
    private final Clusters clusters;
    private final TaskDefinitions definitions;
    private final ServiceBook services;
    private final Scheduler scheduler;
    private final Surroundings surroundings;
    private final Pages pages;

    ServiceCalls(
            Timeline timeline,
            Clusters clusters,
            TaskDefinitions definitions,
            ServiceBook services,
            Scheduler scheduler,
            Surroundings surroundings,
            Pages pages) {
        this.timeline = timeline;
        this.clusters = clusters;
        this.definitions = definitions;
        this.services = services;
        this.scheduler = scheduler;
        this.surroundings = surroundings;
        this.pages = pages;
    }

    void in(Reactions reactions) {
        reactions.lead("ecs:CreateService", this::create);
        reactions.lead("ecs:UpdateService", this::update);
        reactions.lead("ecs:DeleteService", this::delete);
        reactions.revise("ecs:DescribeServices", this::describe);
        reactions.revise("ecs:ListServices", this::list);
    }

    private ApiResponse create(ApiRequest request, Stage.Next next) {
        ApiResponse answer = next.answer(request.with(forMoto(request)));
        if (!answer.ok()) {
            return answer;
        }
        ObjectNode tree = (ObjectNode) answer.json().path("service");
        ObjectNode settings = request.parameters().deepCopy();
        TaskDefinition definition = definition(request.text("taskDefinition"));
        settings.put("taskDefinition", definition.arn());
        String cluster = clusters.arn(Clusters.name(request));
        EcsService service = new EcsService(tree.path("serviceArn").asText(), cluster, settings, timeline.now());
        services.add(service);
        scheduler.deploy(service, definition);
        return lay(answer, service);
    }

    private TaskDefinition definition(String reference) {
        return definitions
                .find(reference)
                .orElseThrow(() -> new Refusal("ClientException", "TaskDefinition not found."));
    }

    /** Moto fails without security groups, where AWS takes the network's own. */
    private ObjectNode forMoto(ApiRequest request) {
        ObjectNode order = request.parameters().deepCopy();
        JsonNode network = order.path("networkConfiguration").path("awsvpcConfiguration");
        if (network instanceof ObjectNode object
                && Trees.list(network.path("securityGroups")).isEmpty()) {
            JsonNode subnet =
                    surroundings.subnet(network.path("subnets").path(0).asText("subnet-0"));
            String group = surroundings.defaultGroup(subnet.path("vpcId").asText());
            object.putArray("securityGroups").add(group);
        }
        return order;
    }

    private ApiResponse update(ApiRequest request, Stage.Next next) {
        ApiResponse answer = next.answer(request);
        Optional<EcsService> found = services.find(arn(request));
        if (!answer.ok() || found.isEmpty()) {
            return answer;
        }
        EcsService service = found.get();
        ObjectNode before = service.spec();
        request.parameters().properties().forEach(entry -> {
            if (!NO_SETTINGS.contains(entry.getKey()) && !entry.getValue().isNull()) {
                service.settings.set(entry.getKey(), entry.getValue());
            }
        });
        TaskDefinition definition =
                definition(service.settings.path("taskDefinition").asText());
        service.settings.put("taskDefinition", definition.arn());
        boolean forced = request.parameters().path("forceNewDeployment").asBoolean();
        service.unsteady();
        if (forced || !before.equals(service.spec())) {
            scheduler.deploy(service, definition);
        } else {
            scheduler.tend(service);
        }
        return lay(answer, service);
    }

    private ApiResponse delete(ApiRequest request, Stage.Next next) {
        ApiResponse answer = next.answer(request);
        Optional<EcsService> found = services.find(arn(request));
        if (!answer.ok() || found.isEmpty()) {
            return answer;
        }
        EcsService service = found.get();
        if (service.active()) {
            service.delete(timeline.now());
            scheduler.tend(service);
        }
        return lay(answer, service);
    }

    private static ApiResponse lay(ApiResponse answer, EcsService service) {
        JsonNode tree = answer.json();
        ServiceView.lay(service, (ObjectNode) tree.path("service"));
        return answer.withBody(Trees.bytes(tree));
    }

    private String arn(ApiRequest request) {
        String reference = request.text("service");
        String name = reference.substring(reference.lastIndexOf('/') + 1);
        return clusters.arn(Clusters.name(request)).replace(":cluster/", ":service/") + "/" + name;
    }

    private ApiResponse describe(ApiRequest request, ApiResponse answer) {
        ObjectNode tree = (ObjectNode) answer.json();
        ArrayNode shown = Trees.array();
        for (JsonNode service : tree.path("services")) {
            String arn = service.path("serviceArn").asText();
            services.find(arn).ifPresent(known -> ServiceView.lay(known, (ObjectNode) service));
            boolean forgotten =
                    services.known(arn).isPresent() && services.find(arn).isEmpty();
            if (forgotten) {
                tree.withArrayProperty("failures").addObject().put("arn", arn).put("reason", "MISSING");
            } else {
                shown.add(service);
            }
        }
        tree.set("services", shown);
        return answer.withBody(Trees.bytes(tree));
    }

    private ApiResponse list(ApiRequest request, ApiResponse answer) {
        List<String> there = Trees.texts(answer.json().path("serviceArns")).stream()
                .filter(arn -> services.known(arn).filter(EcsService::inactive).isEmpty())
                .toList();
        return ApiResponse.json(pages.page(request, "serviceArns", there, PAGE));
    }
}
