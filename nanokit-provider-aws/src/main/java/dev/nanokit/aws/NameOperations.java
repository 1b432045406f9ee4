package dev.nanokit.aws;

import dev.nanokit.failure.ProviderException;
import dev.nanokit.failure.ProviderException.Kind;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.servicediscovery.model.DuplicateRequestException;
import software.amazon.awssdk.services.servicediscovery.model.Operation;
import software.amazon.awssdk.services.servicediscovery.model.OperationStatus;

/** Waits for what Cloud Map does in its own time. One that is under way already is the same one, begun before. */
final class NameOperations {

    /** https://docs.aws.amazon.com/cloud-map/latest/api/API_Operation.html. */
    private static final Map<String, Kind> KINDS = Map.of(
            "ACCESS_DENIED", Kind.DENIED,
            "EXPIRED_TOKEN", Kind.DENIED,
            "THROTTLED_REQUEST", Kind.THROTTLED,
            "INTERNAL_FAILURE", Kind.UNAVAILABLE);

    private final AwsClients clients;

    NameOperations(AwsClients clients) {
        this.clients = clients;
    }

    /**
     * Begins something and waits for its end.
     *
     * @param what what is tried, for people
     * @param write the write under way
     * @param begin the call that begins it; answers the id of Cloud Map's operation
     * @return the operation, which has succeeded
     */
    Operation await(String what, dev.nanokit.provider.Operation write, Supplier<String> begin) {
        String id = begun(begin);
        Operation ended = Patience.until(write, () -> look(what, id));
        if (ended.status() == OperationStatus.FAIL) {
            String code = String.valueOf(ended.errorCode());
            throw new ProviderException(
                    KINDS.getOrDefault(code, Kind.FAILED),
                    "tried to " + what + ", and AWS answered " + code + ": " + ended.errorMessage(),
                    null);
        }
        return ended;
    }

    private static String begun(Supplier<String> begin) {
        try {
            return begin.get();
        } catch (ProviderException e) {
            if (e.getCause() instanceof DuplicateRequestException underWay && underWay.duplicateOperationId() != null) {
                return underWay.duplicateOperationId();
            }
            throw e;
        }
    }

    private Optional<Operation> look(String what, String id) {
        Operation operation = AwsFailures.call("look how far it is to " + what, () -> clients.names()
                .getOperation(request -> request.operationId(id))
                .operation());
        boolean isEnded = operation.status() == OperationStatus.SUCCESS || operation.status() == OperationStatus.FAIL;
        return isEnded ? Optional.of(operation) : Optional.empty();
    }
}
