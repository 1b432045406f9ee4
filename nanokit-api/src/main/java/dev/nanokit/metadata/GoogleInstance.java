package dev.nanokit.metadata;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What Cloud Run says of the instance that asks: by variables and by the metadata server
 * (https://docs.cloud.google.com/run/docs/container-contract#metadata-server). It names no zone and no address there.
 */
final class GoogleInstance {

    /** Names another host, with or without a port, as it does for Google's own libraries; set, it is asked anywhere. */
    private static final String HOST = "GCE_METADATA_HOST";

    /** Documented beside metadata.google.internal; as a number it needs no look-up, which no deadline could end. */
    private static final String STANDARD_HOST = "169.254.169.254";

    private static final String FLAVOR = "Google";
    private static final List<String> SERVICES = List.of("K_SERVICE", "CLOUD_RUN_WORKER_POOL", "CLOUD_RUN_JOB");
    private static final List<String> REVISIONS = List.of("K_REVISION", "CLOUD_RUN_REVISION");

    private static final List<Told> ALL = List.of(
            new Told(InstanceMetadata.INSTANCE_ID, "instance/id"),
            new Told(InstanceMetadata.REGION, "instance/region"),
            new Told(InstanceMetadata.PROJECT_ID, "project/project-id"));

    /** What stands at a path of the server, and the variable that it is for. */
    private record Told(String variable, String path) {}

    private final Map<String, String> env;

    GoogleInstance(Map<String, String> env) {
        this.env = env;
    }

    boolean isHere() {
        return first(SERVICES).isPresent() || first(List.of(HOST)).isPresent();
    }

    /** {@return what is known beyond what the application knows already: for that the server is not asked} */
    Map<String, String> read(Map<String, String> known) {
        Map<String, String> variables = new LinkedHashMap<>();
        first(SERVICES).ifPresent(name -> variables.put(InstanceMetadata.SERVICE, name));
        first(REVISIONS).ifPresent(name -> variables.put(InstanceMetadata.REVISION, name));
        String host = first(List.of(HOST)).orElse(STANDARD_HOST);
        for (Told told : ALL) {
            if (!known.containsKey(told.variable())) {
                Optional<MetadataAnswer> answer = MetadataCall.get(
                        "http://" + host + "/computeMetadata/v1/" + told.path(), Map.of("Metadata-Flavor", FLAVOR));
                if (answer.isEmpty() || !answer.get().flavor().equals(Optional.of(FLAVOR))) {
                    return variables;
                }
                answer.filter(MetadataAnswer::isOk)
                        .flatMap(one -> lastPart(one.text()))
                        .ifPresent(value -> variables.put(told.variable(), value));
            }
        }
        return variables;
    }

    /** A region is told as {@code projects/123/regions/europe-west1}. */
    private static Optional<String> lastPart(String text) {
        String line = text.strip();
        String last = line.substring(line.lastIndexOf('/') + 1);
        return last.isEmpty() || last.chars().anyMatch(Character::isISOControl) ? Optional.empty() : Optional.of(last);
    }

    private Optional<String> first(List<String> variables) {
        return variables.stream()
                .flatMap(variable -> Optional.ofNullable(env.get(variable)).stream())
                .filter(value -> !value.isEmpty())
                .findFirst();
    }
}
