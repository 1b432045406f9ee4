package dev.nanokit.aws.lab.permissions;

import java.util.Map;

/**
 * Operations as actions of IAM's: nearly always the operation's own name, behind the name of its service
 * (https://docs.aws.amazon.com/service-authorization/latest/reference/).
 */
final class Actions {

    private static final Map<String, String> OF_SIGNATURE = Map.of("tagging", "tag");

    private static final Map<String, String> OF_PACKAGE = Map.of(
            "applicationautoscaling", "application-autoscaling",
            "cloudwatchlogs", "logs",
            "efs", "elasticfilesystem",
            "elasticloadbalancingv2", "elasticloadbalancing",
            "resourcegroupstaggingapi", "tag");

    private Actions() {}

    /** {@return the action of a call, by the service as its signature names it} */
    static String signed(String service, String operation) {
        return OF_SIGNATURE.getOrDefault(service, service) + ":" + operation;
    }

    /** {@return the action of a method of the SDK's, by the package of its client} */
    static String method(String lastOfPackage, String method) {
        String operation = method.replaceFirst("Paginator$", "");
        return OF_PACKAGE.getOrDefault(lastOfPackage, lastOfPackage) + ":" + Character.toUpperCase(operation.charAt(0))
                + operation.substring(1);
    }
}
