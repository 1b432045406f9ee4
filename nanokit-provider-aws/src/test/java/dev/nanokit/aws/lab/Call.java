package dev.nanokit.aws.lab;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nanokit.aws.lab.wire.ApiRequest;

/**
 * A call that passed the lab.
 *
 * @param service the service's name as in the signature: {@code ecs}, {@code elasticloadbalancing}
 * @param operation the operation: {@code CreateService}
 * @param request the request, for its parameters
 * @param status HTTP status of the answer; 0 if the connection was closed without one
 * @param errorCode AWS's error code; empty if there was no error
 * @param ours whether a fault that a test ordered, or a rule of the lab, answered in place of moto
 */
public record Call(String service, String operation, ApiRequest request, int status, String errorCode, boolean ours) {

    /** {@return the parameters, as a tree} */
    public JsonNode parameters() {
        return request.parameters();
    }

    /** {@return whether it changes nothing, by its name} */
    public boolean reads() {
        return request.reads();
    }

    /** {@return service and operation: {@code ecs:CreateService}} */
    public String name() {
        return service + ":" + operation;
    }

    @Override
    public String toString() {
        return name() + " " + parameters() + " -> " + status + (errorCode.isEmpty() ? "" : " " + errorCode);
    }
}
