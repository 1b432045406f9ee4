package dev.nanokit.metadata;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where the instance runs that this is called in: for an application that Nanokit has started, to put into its logs, its
 * metrics or its registration somewhere.
 *
 * <pre>{@code
 * InstanceMetadata here = InstanceMetadata.read();
 * log.info("instance {} in {}", here.instanceId().orElse("-"), here.zone().orElse("-"));
 * }</pre>
 *
 * <p>A {@code NANOKIT_} variable that is set wins. What is known only once the instance has started, and so is no variable
 * of it, is asked of the platform:
 *
 * <ul>
 *   <li>in a task of Amazon ECS, Fargate among it, of the task metadata endpoint that
 *       {@code ECS_CONTAINER_METADATA_URI_V4} names;
 *   <li>on Cloud Run, which is known by {@code K_SERVICE}, {@code CLOUD_RUN_WORKER_POOL} or {@code CLOUD_RUN_JOB}, of the
 *       metadata server. {@code GCE_METADATA_HOST} names another host for it, and lets it be asked elsewhere too.
 * </ul>
 *
 * <p>Elsewhere nobody is asked. A request has 2 seconds, and one for each value is made on Cloud Run (3 at most), a single
 * one on ECS; usually they take milliseconds. What is not answered in time or not understood is empty: nothing here
 * throws. No connection and no thread of its own stays. Read it once and keep it, as nothing of it changes while the instance lives.
 *
 * <p>Immutable and thread-safe; equality is by content.
 */
public final class InstanceMetadata {

    static final String INSTANCE_ID = "NANOKIT_INSTANCE_ID";
    static final String INSTANCE_NAME = "NANOKIT_INSTANCE_NAME";
    static final String PRIVATE_IP = "NANOKIT_PRIVATE_IP";
    static final String CLUSTER = "NANOKIT_CLUSTER";
    static final String REGION = "NANOKIT_REGION";
    static final String ZONE = "NANOKIT_ZONE";
    static final String ACCOUNT = "NANOKIT_ACCOUNT";
    static final String PROJECT_ID = "NANOKIT_PROJECT_ID";
    static final String SERVICE = "NANOKIT_SERVICE";
    static final String REVISION = "NANOKIT_REVISION";

    private static final List<String> VARIABLES = List.of(
            INSTANCE_ID, INSTANCE_NAME, PRIVATE_IP, CLUSTER, REGION, ZONE, ACCOUNT, PROJECT_ID, SERVICE, REVISION);

    private final SortedMap<String, String> variables;

    private InstanceMetadata(SortedMap<String, String> variables) {
        this.variables = Collections.unmodifiableSortedMap(variables);
    }

    /**
     * Reads the variables of this process, and asks the platform for the rest.
     *
     * @return what is known; never throws because something is not
     */
    public static InstanceMetadata read() {
        return from(System.getenv());
    }

    /**
     * Reads given variables, and asks the platform that they name for the rest: for tests, and for who has the variables
     * from elsewhere.
     *
     * @param env variables by name; one that is empty counts as not set
     * @return what is known; never throws because something is not
     */
    public static InstanceMetadata from(Map<String, String> env) {
        SortedMap<String, String> known = new TreeMap<>();
        for (String variable : VARIABLES) {
            String value = env.get(variable);
            if (value != null && !value.isEmpty()) {
                known.put(variable, value);
            }
        }
        String endpoint = env.get(EcsTask.ENDPOINT);
        if (endpoint != null && !endpoint.isEmpty() && !known.keySet().containsAll(EcsTask.TOLD)) {
            add(EcsTask.read(endpoint), known);
        }
        GoogleInstance google = new GoogleInstance(env);
        if (google.isHere()) {
            add(google.read(known), known);
        }
        return new InstanceMetadata(known);
    }

    private static void add(Map<String, String> told, Map<String, String> known) {
        told.forEach((variable, value) -> {
            if (!value.isEmpty()) {
                known.putIfAbsent(variable, value);
            }
        });
    }

    /**
     * Gives the platform's id of the instance, which no other one has.
     *
     * @return {@code NANOKIT_INSTANCE_ID}; else the id of the ECS task (the last part of {@code TaskARN}), or Cloud Run's
     *     {@code instance/id}
     */
    public Optional<String> instanceId() {
        return variable(INSTANCE_ID);
    }

    /**
     * Gives the name of the instance, for people.
     *
     * @return {@code NANOKIT_INSTANCE_NAME}, for instance {@code web-2}; empty where the platform counts no instances
     */
    public Optional<String> instanceName() {
        return variable(INSTANCE_NAME);
    }

    /**
     * Gives the address of the instance in its private network.
     *
     * @return {@code NANOKIT_PRIVATE_IP}; else the first of {@code IPv4Addresses} of the ECS task; empty on Cloud Run,
     *     which tells none
     */
    public Optional<String> privateAddress() {
        return variable(PRIVATE_IP);
    }

    /**
     * Gives the name of the cluster.
     *
     * @return {@code NANOKIT_CLUSTER}; else the name in {@code Cluster} of the ECS task
     */
    public Optional<String> cluster() {
        return variable(CLUSTER);
    }

    /**
     * Gives the region, in the platform's spelling.
     *
     * @return {@code NANOKIT_REGION}; else that of {@code TaskARN}, for instance {@code eu-central-1}, or the last part of
     *     Cloud Run's {@code instance/region}, for instance {@code europe-west1}
     */
    public Optional<String> region() {
        return variable(REGION);
    }

    /**
     * Gives the zone within the region.
     *
     * @return {@code NANOKIT_ZONE}; else {@code AvailabilityZone} of the ECS task; empty on Cloud Run, which tells none
     */
    public Optional<String> zone() {
        return variable(ZONE);
    }

    /**
     * Gives the account at Amazon.
     *
     * @return {@code NANOKIT_ACCOUNT}; else the 12 digits in {@code TaskARN}
     */
    public Optional<String> account() {
        return variable(ACCOUNT);
    }

    /**
     * Gives the project at Google.
     *
     * @return {@code NANOKIT_PROJECT_ID}; else {@code project/project-id} of the metadata server
     */
    public Optional<String> projectId() {
        return variable(PROJECT_ID);
    }

    /**
     * Gives the name of the service.
     *
     * @return {@code NANOKIT_SERVICE}, the name in {@code nanokit.yml}, which Nanokit sets everywhere; else the
     *     platform's own name for it ({@code ServiceName}, {@code K_SERVICE}, {@code CLOUD_RUN_WORKER_POOL},
     *     {@code CLOUD_RUN_JOB})
     */
    public Optional<String> service() {
        return variable(SERVICE);
    }

    /**
     * Gives the version of the service that the instance is of, in the platform's words.
     *
     * @return {@code NANOKIT_REVISION}; else {@code Family:Revision} of the ECS task's definition, or {@code K_REVISION}
     *     or {@code CLOUD_RUN_REVISION}
     */
    public Optional<String> revision() {
        return variable(REVISION);
    }

    /**
     * Gives all that is known, in the names of variables.
     *
     * @return {@code NANOKIT_INSTANCE_ID} and so on to its value, only what is known; sorted, immutable
     */
    public Map<String, String> asVariables() {
        return variables;
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof InstanceMetadata metadata && variables.equals(metadata.variables);
    }

    @Override
    public int hashCode() {
        return variables.hashCode();
    }

    /** {@return all that is known; none of it is secret} */
    @Override
    public String toString() {
        return variables.toString();
    }
}
