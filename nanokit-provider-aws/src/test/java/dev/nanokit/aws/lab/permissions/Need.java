package dev.nanokit.aws.lab.permissions;

import java.util.Arrays;
import java.util.List;

/**
 * An action of IAM's that is to be allowed.
 *
 * @param action the action: {@code ecs:CreateService}
 * @param source the page that tells why it is needed though the provider never calls it; empty if it does
 */
record Need(String action, String source) {

    /** {@return actions that the provider itself calls} */
    static List<Need> calls(String... actions) {
        return Arrays.stream(actions).map(action -> new Need(action, "")).toList();
    }

    /** {@return actions that a service of AWS calls on behalf of whoever calls another one of it} */
    static List<Need> behind(String source, String... actions) {
        return Arrays.stream(actions).map(action -> new Need(action, source)).toList();
    }

    boolean isCalled() {
        return source.isEmpty();
    }
}
