package dev.nanokit.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an application learns of the instance that it is, by variables and from its platform. */
final class InstanceMetadataTest {

    private static final String ECS = "ECS_CONTAINER_METADATA_URI_V4";

    /**
     * The form of the answer, shortened, with values of our own:
     * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-metadata-endpoint-v4-fargate-examples.html
     */
    private static final String TASK =
            """
            {
              "Cluster": "arn:aws:ecs:eu-central-1:123456789012:cluster/nk-shop-production",
              "TaskARN": "arn:aws:ecs:eu-central-1:123456789012:task/nk-shop-production/0f9de17f6465404e8b1b2356dc13c2f8",
              "Family": "nk-shop-production-web-3f9c01ab",
              "Revision": "5",
              "DesiredStatus": "RUNNING",
              "KnownStatus": "RUNNING",
              "Limits": { "CPU": 0.25, "Memory": 512 },
              "PullStartedAt": "2026-07-21T15:45:33.532811081Z",
              "AvailabilityZone": "eu-central-1b",
              "Containers": [
                {
                  "DockerId": "0f9de17f6465404e8b1b2356dc13c2f8-1117626119",
                  "Name": "web",
                  "DockerName": "web",
                  "Image": "nginx:1.29",
                  "Labels": { "com.amazonaws.ecs.container-name": "web" },
                  "Limits": { "CPU": 128 },
                  "Type": "NORMAL",
                  "Networks": [
                    {
                      "NetworkMode": "awsvpc",
                      "IPv4Addresses": ["10.20.1.42"],
                      "AttachmentIndex": 0,
                      "IPv4SubnetCIDRBlock": "10.20.1.0/24",
                      "DomainNameServers": ["10.20.0.2"],
                      "PrivateDNSName": "ip-10-20-1-42.eu-central-1.compute.internal",
                      "SubnetGatewayIpv4Address": "10.20.1.1/24"
                    }
                  ],
                  "Snapshotter": "overlayfs"
                }
              ],
              "LaunchType": "FARGATE",
              "ClockDrift": { "ClockErrorBound": 0.446931, "ClockSynchronizationStatus": "SYNCHRONIZED" },
              "FaultInjectionEnabled": false
            }
            """;

    private static Map<String, String> env(String... pairs) {
        Map<String, String> env = new HashMap<>();
        for (int index = 0; index < pairs.length; index += 2) {
            env.put(pairs[index], pairs[index + 1]);
        }
        return env;
    }

    /** Paths and the form of a region as https://docs.cloud.google.com/run/docs/container-contract#metadata-server. */
    private static Endpoint google() throws IOException {
        return Endpoint.ofGoogle()
                .with("/computeMetadata/v1/instance/id", "00bf4bf02d5e1c\n")
                .with("/computeMetadata/v1/instance/region", "projects/987654321/regions/europe-west1")
                .with("/computeMetadata/v1/project/project-id", "shop-production");
    }

    @Test
    void without_a_platform_it_is_what_the_variables_say() {
        InstanceMetadata here = InstanceMetadata.from(env(
                "NANOKIT_INSTANCE_ID", "web-1-3f9c01ab",
                "NANOKIT_INSTANCE_NAME", "web-1",
                "NANOKIT_PRIVATE_IP", "172.18.0.3",
                "NANOKIT_CLUSTER", "c",
                "NANOKIT_REGION", "r",
                "NANOKIT_ZONE", "z",
                "NANOKIT_ACCOUNT", "a",
                "NANOKIT_PROJECT_ID", "p",
                "NANOKIT_SERVICE", "web",
                "NANOKIT_REVISION", "7",
                "NANOKIT_URL_API", "http://api.localhost",
                "HOME", "/root"));
        assertThat(here.instanceId()).contains("web-1-3f9c01ab");
        assertThat(here.instanceName()).contains("web-1");
        assertThat(here.privateAddress()).contains("172.18.0.3");
        assertThat(here.cluster()).contains("c");
        assertThat(here.region()).contains("r");
        assertThat(here.zone()).contains("z");
        assertThat(here.account()).contains("a");
        assertThat(here.projectId()).contains("p");
        assertThat(here.service()).contains("web");
        assertThat(here.revision()).contains("7");
        assertThat(here.asVariables())
                .hasSize(10)
                .containsEntry("NANOKIT_ZONE", "z")
                .doesNotContainKeys("HOME", "NANOKIT_URL_API");
        assertThat(here).isEqualTo(InstanceMetadata.from(here.asVariables())).hasSameHashCodeAs(here);
        assertThat(here.toString()).contains("NANOKIT_ZONE=z");
    }

    @Test
    void where_nothing_is_known_everything_is_empty() {
        assertThat(InstanceMetadata.from(Map.of()).asVariables()).isEmpty();
        assertThat(InstanceMetadata.from(env("NANOKIT_REGION", "", "K_SERVICE", "", ECS, ""))
                        .asVariables())
                .isEmpty();
        assertThat(InstanceMetadata.read()).isNotNull();
    }

    @Test
    void a_task_on_fargate_is_told_of_by_its_endpoint() throws IOException {
        try (Endpoint endpoint = Endpoint.plain().with("/v4/0f9de17f/task", TASK)) {
            InstanceMetadata here = InstanceMetadata.from(
                    env(ECS, "http://" + endpoint.host() + "/v4/0f9de17f", "NANOKIT_SERVICE", "web"));
            assertThat(here.asVariables())
                    .containsExactlyInAnyOrderEntriesOf(Map.of(
                            "NANOKIT_INSTANCE_ID", "0f9de17f6465404e8b1b2356dc13c2f8",
                            "NANOKIT_PRIVATE_IP", "10.20.1.42",
                            "NANOKIT_CLUSTER", "nk-shop-production",
                            "NANOKIT_REGION", "eu-central-1",
                            "NANOKIT_ZONE", "eu-central-1b",
                            "NANOKIT_ACCOUNT", "123456789012",
                            "NANOKIT_SERVICE", "web",
                            "NANOKIT_REVISION", "nk-shop-production-web-3f9c01ab:5"));
            assertThat(endpoint.asked()).containsExactly("/v4/0f9de17f/task");
        }
    }

    @Test
    void variables_win_and_a_platform_is_not_asked_for_what_they_say() throws IOException {
        try (Endpoint endpoint = Endpoint.plain().with("/task", TASK)) {
            Map<String, String> env = env(ECS, "http://" + endpoint.host(), "NANOKIT_REGION", "mine");
            assertThat(InstanceMetadata.from(env).region()).contains("mine");
            EcsTask.TOLD.forEach(variable -> env.put(variable, "set"));
            endpoint.asked().clear();
            assertThat(InstanceMetadata.from(env).zone()).contains("set");
            assertThat(endpoint.asked()).isEmpty();
        }
    }

    /** A cluster may be told by its short name, and a service is named on EC2. Older ids of tasks name no cluster. */
    @Test
    void other_documented_forms_of_a_task_are_understood() throws IOException {
        String task =
                """
                {"Cluster": "default", "ServiceName": "nk-web", "Revision": "5", "Containers": [
                  {"Name": "~internal~ecs~pause"}, {"Networks": [{"NetworkMode": "host"}, {"IPv4Addresses": [7, "10.0.2.106"]}]}],
                 "TaskARN": "arn:aws-cn:ecs:cn-north-1:012345678910:task/9781c248-0edd-4cdb-9a93-f63cb662a5d3"}
                """;
        try (Endpoint endpoint = Endpoint.plain().with("/task", task)) {
            InstanceMetadata here = InstanceMetadata.from(env(ECS, "http://" + endpoint.host()));
            assertThat(here.cluster()).contains("default");
            assertThat(here.service()).contains("nk-web");
            assertThat(here.revision()).isEmpty();
            assertThat(here.region()).contains("cn-north-1");
            assertThat(here.instanceId()).contains("9781c248-0edd-4cdb-9a93-f63cb662a5d3");
            assertThat(here.privateAddress()).contains("10.0.2.106");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{",
                "<html/>",
                "{\"TaskARN\": 1, \"Containers\": {}, \"Family\": null}",
                "{\"TaskARN\": \"arn:aws\", \"Containers\": [null, {\"Networks\": \"x\"}]}",
                "{\"TaskARN\": \"a:b:c:d:e:f\"}",
                "{\"TaskARN\": \"arn:aws:ecs:::\", \"Cluster\": \"x/\"}"
            })
    void what_is_no_task_is_nothing(String body) throws IOException {
        try (Endpoint endpoint = Endpoint.plain().with("/task", body)) {
            assertThat(InstanceMetadata.from(env(ECS, "http://" + endpoint.host()))
                            .asVariables())
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not an address",
                "file:///etc",
                "https://127.0.0.1:1",
                "http://",
                "http:///x",
                "//x",
                "http://[1"
            })
    void an_endpoint_that_is_none_is_nothing(String endpoint) {
        assertThat(InstanceMetadata.from(env(ECS, endpoint)).asVariables()).isEmpty();
        assertThat(InstanceMetadata.from(env("GCE_METADATA_HOST", endpoint)).asVariables())
                .isEmpty();
    }

    @Test
    void an_instance_on_cloud_run_is_told_of_by_variables_and_the_metadata_server() throws IOException {
        try (Endpoint endpoint = google()) {
            InstanceMetadata here = InstanceMetadata.from(env(
                    "K_SERVICE", "nk-shop-web",
                    "K_REVISION", "nk-shop-web-00007-abc",
                    "GCE_METADATA_HOST", endpoint.host()));
            assertThat(here.asVariables())
                    .containsExactlyInAnyOrderEntriesOf(Map.of(
                            "NANOKIT_INSTANCE_ID", "00bf4bf02d5e1c",
                            "NANOKIT_REGION", "europe-west1",
                            "NANOKIT_PROJECT_ID", "shop-production",
                            "NANOKIT_SERVICE", "nk-shop-web",
                            "NANOKIT_REVISION", "nk-shop-web-00007-abc"));
            endpoint.asked().clear();
            InstanceMetadata told = InstanceMetadata.from(env(
                    "CLOUD_RUN_WORKER_POOL", "pool",
                    "CLOUD_RUN_REVISION", "pool-00001",
                    "GCE_METADATA_HOST", endpoint.host(),
                    "NANOKIT_SERVICE", "worker",
                    "NANOKIT_REGION", "mine",
                    "NANOKIT_PROJECT_ID", "mine"));
            assertThat(told.service()).contains("worker");
            assertThat(told.revision()).contains("pool-00001");
            assertThat(told.region()).contains("mine");
            assertThat(endpoint.asked()).containsExactly("/computeMetadata/v1/instance/id");
        }
    }

    @Test
    void one_value_that_the_server_lacks_does_not_cost_the_others() throws IOException {
        try (Endpoint endpoint = Endpoint.ofGoogle()
                .with("/computeMetadata/v1/instance/region", "projects/1/regions/")
                .with("/computeMetadata/v1/project/project-id", "shop")) {
            assertThat(InstanceMetadata.from(env("GCE_METADATA_HOST", endpoint.host()))
                            .asVariables())
                    .containsExactly(Map.entry("NANOKIT_PROJECT_ID", "shop"));
        }
    }

    @Test
    void who_is_not_google_is_not_believed_and_asked_no_more() throws IOException {
        try (Endpoint endpoint = Endpoint.plain().with("/computeMetadata/v1/instance/id", "i-1")) {
            assertThat(InstanceMetadata.from(env("GCE_METADATA_HOST", endpoint.host()))
                            .asVariables())
                    .isEmpty();
            assertThat(endpoint.asked()).hasSize(1);
        }
    }
}
