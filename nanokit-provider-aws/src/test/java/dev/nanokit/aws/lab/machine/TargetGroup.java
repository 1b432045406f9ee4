package dev.nanokit.aws.lab.machine;

import java.time.Duration;

/**
 * What counts of a target group for its targets' health.
 *
 * @param arn its whole name
 * @param port default port of its targets
 * @param path of the health check; empty if it checks by connecting
 * @param matcher the codes that are well
 * @param drain how long a target drains
 * @param attached whether a listener of a load balancer forwards to it
 */
record TargetGroup(String arn, int port, String path, String matcher, Duration drain, boolean attached) {

    /** {@return whether an answer with this code is well} */
    boolean matches(int code) {
        for (String part : matcher.split(",", -1)) {
            int dash = part.indexOf('-');
            int from = Integer.parseInt(
                    dash < 0 ? part.strip() : part.substring(0, dash).strip());
            int to = dash < 0 ? from : Integer.parseInt(part.substring(dash + 1).strip());
            if (code >= from && code <= to) {
                return true;
            }
        }
        return false;
    }
}
