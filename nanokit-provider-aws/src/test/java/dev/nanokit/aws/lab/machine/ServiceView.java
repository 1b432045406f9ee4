package dev.nanokit.aws.lab.machine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nanokit.aws.lab.wire.Trees;
import java.util.List;

/** Lays over moto's view of a service what it really does. AWS: "Service", API_Service.html. */
final class ServiceView {

    private static final List<String> GIVEN = List.of(
            "loadBalancers",
            "serviceRegistries",
            "networkConfiguration",
            "launchType",
            "capacityProviderStrategy",
            "healthCheckGracePeriodSeconds",
            "enableECSManagedTags",
            "enableExecuteCommand",
            "availabilityZoneRebalancing",
            "schedulingStrategy",
            "deploymentController");

    private ServiceView() {}

    static void lay(EcsService service, ObjectNode tree) {
        tree.put("status", service.status());
        tree.put("desiredCount", service.desired());
        tree.put("runningCount", service.tasks().filter(Task::running).count());
        tree.put("pendingCount", service.tasks().filter(ServiceView::pending).count());
        tree.put("createdAt", TaskView.seconds(service.createdAt));
        tree.put("taskDefinition", service.primary().definition.arn());
        tree.remove("launchType");
        GIVEN.forEach(name -> {
            if (service.settings.has(name)) {
                tree.set(name, service.settings.get(name));
            }
        });
        tree.put("platformVersion", service.settings.path("platformVersion").asText("LATEST"));
        tree.put("platformFamily", "Linux");
        tree.put("propagateTags", service.settings.path("propagateTags").asText("NONE"));
        tree.set("deploymentConfiguration", configuration(service));
        ArrayNode deployments = tree.putArray("deployments");
        if (!service.inactive()) {
            service.deployments().forEach(it -> deployments.add(deployment(service, it)));
        }
        ArrayNode events = tree.putArray("events");
        service.events().forEach(event -> events.addObject()
                .put("id", "00000000-0000-4000-8000-" + String.format("%012d", event.number()))
                .put("createdAt", TaskView.seconds(event.at()))
                .put("message", event.text()));
    }

    private static boolean pending(Task task) {
        return task.wanted() && !task.running();
    }

    private static JsonNode configuration(EcsService service) {
        ObjectNode configuration = Trees.object();
        configuration.putObject("deploymentCircuitBreaker").put("enable", false).put("rollback", false);
        configuration.put("maximumPercent", 200);
        configuration.put("minimumHealthyPercent", 100);
        configuration.put("strategy", "ROLLING");
        if (service.settings.path("deploymentConfiguration") instanceof ObjectNode given) {
            configuration.setAll(given);
        }
        return configuration;
    }

    private static ObjectNode deployment(EcsService service, EcsDeployment deployment) {
        boolean primary = service.primary() == deployment;
        ObjectNode tree = Trees.object();
        tree.put("id", deployment.id);
        tree.put("status", primary ? "PRIMARY" : "ACTIVE");
        tree.put("taskDefinition", deployment.definition.arn());
        int wanted = deployment.wanted().size();
        tree.put("desiredCount", primary && !deployment.failed() ? service.desired() : wanted);
        tree.put(
                "pendingCount",
                deployment.tasks().stream().filter(ServiceView::pending).count());
        tree.put(
                "runningCount",
                deployment.tasks().stream().filter(Task::running).count());
        tree.put("failedTasks", deployment.failedTasks());
        tree.put("createdAt", TaskView.seconds(deployment.createdAt));
        tree.put("updatedAt", TaskView.seconds(deployment.updatedAt()));
        for (String name : List.of("networkConfiguration", "launchType", "capacityProviderStrategy")) {
            if (deployment.spec.has(name)) {
                tree.set(name, deployment.spec.get(name));
            }
        }
        String platform = deployment.spec.path("platformVersion").asText("LATEST");
        tree.put("platformVersion", platform.equals("LATEST") ? "1.4.0" : platform);
        tree.put("platformFamily", "Linux");
        tree.put("rolloutState", deployment.rolloutState());
        tree.put("rolloutStateReason", deployment.rolloutReason());
        return tree;
    }
}
