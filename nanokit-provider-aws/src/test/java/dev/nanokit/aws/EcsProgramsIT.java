package dev.nanokit.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nanokit.aws.lab.AwsLab;
import dev.nanokit.aws.lab.OnMoto;
import dev.nanokit.engine.thread.SystemTime;
import dev.nanokit.failure.OperationCancelledException;
import dev.nanokit.failure.ProviderException;
import dev.nanokit.failure.ProviderException.Kind;
import dev.nanokit.provider.LabelCodec;
import dev.nanokit.provider.Operation;
import dev.nanokit.provider.PlatformId;
import dev.nanokit.provider.ProgramResult;
import dev.nanokit.provider.ProviderContext;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.Wanted;
import dev.nanokit.testkit.FakeProvider;
import dev.nanokit.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.iam.IamClient;

/** Commands in a task that the lab plays, by real time and by simulated. */
@OnMoto
@Timeout(120)
final class EcsProgramsIT {

    private static final String TRUST =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":"
                    + "{\"Service\":\"ecs-tasks.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}]}";

    static Stream<TimeSource> times() {
        return Stream.of(new SystemTime(), FakeProvider.services().time().orElseThrow());
    }

    @ParameterizedTest
    @MethodSource("times")
    void a_command_runs_as_soon_as_a_task_and_its_agent_do(TimeSource time) {
        with(time, true, (programs, service) -> {
            ProgramResult result = programs.exec(
                    service, List.of("sh", "-c", "echo one; sleep 1; echo \"it's $NAME\"; exit 7"), wait(time, 60));
            assertThat(result).isEqualTo(new ProgramResult(7, List.of("one", "it's shop")));
            assertThat(programs.exec(service, List.of("echo", "{{two}} words"), wait(time, 60)))
                    .isEqualTo(new ProgramResult(0, List.of("{{two}} words")));
        });
    }

    @ParameterizedTest
    @MethodSource("times")
    void a_command_that_is_late_is_given_up(TimeSource time) {
        with(time, true, (programs, service) -> {
            Operation brief = wait(time, 5);
            assertThatThrownBy(
                            () -> programs.exec(service, List.of("sh", "-c", "echo begun; sleep 600; exit 0"), brief))
                    .isInstanceOfSatisfying(
                            ProviderException.class, e -> assertThat(e.kind()).isEqualTo(Kind.FAILED))
                    .hasMessageContaining("did not end before its deadline")
                    .hasMessageContaining("begun");
            assertThat(programs.exec(service, List.of("true"), wait(time, 60)).isSuccess())
                    .isTrue();
        });
    }

    @ParameterizedTest
    @MethodSource("times")
    void tasks_that_were_begun_without_the_agent_take_no_commands(TimeSource time) {
        with(time, false, (programs, service) -> assertThatThrownBy(
                        () -> programs.exec(service, List.of("true"), wait(time, 60)))
                .isInstanceOfSatisfying(
                        ProviderException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CONFLICT)));
    }

    /** A service with a task in the lab. */
    @FunctionalInterface
    private interface Use {
        void use(EcsPrograms programs, Resource service);
    }

    private static void with(TimeSource time, boolean isEnabled, Use use) {
        try (AwsLab lab = new AwsLab(time);
                TimeSource.Registration here = time.enter()) {
            assertThat(here).isNotNull();
            String arn = service(lab, isEnabled);
            AwsBasicCredentials key = AwsBasicCredentials.create("lab", "lab");
            AwsConnection connection =
                    new AwsConnection(Optional.of(lab.endpoint()), Optional.of(StaticCredentialsProvider.create(key)));
            try (AwsClients clients = new AwsClients(connection, AwsLab.REGION)) {
                Context context = new Context(time);
                ExecSessions sessions =
                        new ExecSessions(new StreamSignature(clients.credentials(), clients.region()), context);
                ExecTasks tasks = new ExecTasks(new EcsServices(clients), new EcsTasks(clients));
                use.use(new EcsPrograms(clients, tasks, sessions, context), resource(arn));
            }
        }
    }

    private static Resource resource(String arn) {
        Wanted wanted = new Designed("{ name: shop, services: { app: { image: app } } }").wanted("service/app");
        return Resource.builder(new PlatformId(arn), wanted.labelled())
                .name("nk-app")
                .build();
    }

    private static String service(AwsLab lab, boolean isEnabled) {
        try (EcsClient ecs = lab.through(EcsClient.builder());
                Ec2Client ec2 = lab.through(Ec2Client.builder());
                IamClient iam = lab.through(IamClient.builder())) {
            String vpc = ec2.createVpc(it -> it.cidrBlock("10.7.0.0/16")).vpc().vpcId();
            String subnet = ec2.createSubnet(it -> it.vpcId(vpc).cidrBlock("10.7.0.0/24"))
                    .subnet()
                    .subnetId();
            String group = ec2.createSecurityGroup(
                            it -> it.groupName("app").description("app").vpcId(vpc))
                    .groupId();
            String role = iam.createRole(it -> it.roleName("app").assumeRolePolicyDocument(TRUST))
                    .role()
                    .arn();
            ecs.createCluster(it -> it.clusterName("nk-cluster"));
            String definition = ecs.registerTaskDefinition(it -> it.family("nk-app")
                            .networkMode(NetworkMode.AWSVPC)
                            .requiresCompatibilities(Compatibility.FARGATE)
                            .cpu("256")
                            .memory("512")
                            .executionRoleArn(role)
                            .taskRoleArn(role)
                            .containerDefinitions(ContainerDefinition.builder()
                                    .name("main")
                                    .image("busybox")
                                    .environment(KeyValuePair.builder()
                                            .name("NAME")
                                            .value("shop")
                                            .build())
                                    .command("/bin/sh", "-c", "while true; do sleep 1; done")
                                    .build()))
                    .taskDefinition()
                    .taskDefinitionArn();
            return ecs.createService(it -> it.cluster("nk-cluster")
                            .serviceName("nk-app")
                            .taskDefinition(definition)
                            .desiredCount(1)
                            .enableExecuteCommand(isEnabled)
                            .launchType(LaunchType.FARGATE)
                            .networkConfiguration(network -> network.awsvpcConfiguration(
                                    place -> place.subnets(subnet).securityGroups(group))))
                    .service()
                    .serviceArn();
        }
    }

    private static Operation wait(TimeSource time, int seconds) {
        return new Wait(time, time.now().plusSeconds(seconds));
    }

    /** An operation by a time. */
    private record Wait(TimeSource time, Instant deadline) implements Operation {

        @Override
        public String token() {
            return "exec";
        }

        @Override
        public void pause(Duration length) {
            checkpoint();
            try {
                time.pause(length);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new OperationCancelledException("interrupted");
            }
            checkpoint();
        }

        @Override
        public void checkpoint() {
            if (!time.now().isBefore(deadline)) {
                throw new ProviderException(Kind.FAILED, "gave up at the deadline", null);
            }
        }

        @Override
        public void report(String progress) {}
    }

    /** The engine's side. */
    private record Context(TimeSource time) implements ProviderContext {

        @Override
        public Instant now() {
            return time.now();
        }

        @Override
        public LabelCodec labels() {
            return new LabelCodec();
        }
    }
}
