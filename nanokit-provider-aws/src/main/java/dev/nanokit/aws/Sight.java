package dev.nanokit.aws;

import dev.nanokit.provider.Scope;
import java.util.List;
import java.util.Map;

/**
 * What one discovery has seen so far: the lists that several kinds read are asked for once. Used by one thread.
 */
final class Sight {

    private final Scope scope;
    private final TagIndex index;
    private Map<String, Map<String, String>> indexed = Map.of();
    private boolean hasIndexed;

    Sight(Scope scope, TagIndex index) {
        this.scope = scope;
        this.index = index;
    }

    Scope scope() {
        return scope;
    }

    /**
     * {@return the tags of everything of the scope that the index of tags knows, by ARN. The index lags: what it shows may be
     * gone, what it lacks may be there. It saves calls, and proves nothing}
     */
    Map<String, Map<String, String>> indexed() {
        if (!hasIndexed) {
            indexed = index.of(scope);
            hasIndexed = true;
        }
        return indexed;
    }

    /** {@return the ARNs that the index knows of one sort, by how they begin after the account, {@code task-definition/}} */
    List<String> indexed(String service, String beginning) {
        return indexed().keySet().stream()
                .filter(arn -> arn.startsWith("arn:") && arn.split(":", 6).length == 6)
                .filter(arn -> arn.split(":", 6)[2].equals(service) && arn.split(":", 6)[5].startsWith(beginning))
                .sorted()
                .toList();
    }
}
