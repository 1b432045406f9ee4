package dev.nanokit.aws;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which version of ElastiCache's a major version is: it asks for the minor one too, and takes it newer by itself.
 * https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/supported-engine-versions.html
 */
final class RedisVersion {

    private static final Map<String, String> NEWEST = new TreeMap<>(Map.of("5", "5.0.6", "6", "6.2", "7", "7.1"));

    private RedisVersion() {}

    /** {@return what to ask ElastiCache for; empty for a version that it does not have} */
    static Optional<String> of(String version) {
        int dot = version.indexOf('.');
        String newest = NEWEST.get(dot < 0 ? version : version.substring(0, dot));
        return newest == null ? Optional.empty() : Optional.of(dot < 0 || version.startsWith("5") ? newest : version);
    }

    static String known() {
        return String.join(", ", NEWEST.keySet());
    }
}
