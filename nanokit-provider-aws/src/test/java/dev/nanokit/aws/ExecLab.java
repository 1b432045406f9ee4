package dev.nanokit.aws;

import dev.nanokit.aws.lab.exec.EcsStub;
import dev.nanokit.aws.lab.exec.ExecAgent;
import dev.nanokit.aws.lab.exec.StreamServer;
import dev.nanokit.failure.OperationCancelledException;
import dev.nanokit.failure.ProviderException;
import dev.nanokit.provider.LabelCodec;
import dev.nanokit.provider.Operation;
import dev.nanokit.provider.PlatformId;
import dev.nanokit.provider.ProgramResult;
import dev.nanokit.provider.ProviderContext;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.Wanted;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** A service with one running task, ECS in front of it and an agent in it. What a test wants otherwise it plays itself. */
final class ExecLab implements AutoCloseable {

    static final String TOKEN = "AAEAAd3f+secret/token=";
    static final String SERVICE = "arn:aws:ecs:eu-west-1:111122223333:service/nk-cluster/nk-app";
    static final String CLUSTER = "arn:aws:ecs:eu-west-1:111122223333:cluster/nk-cluster";

    final EcsStub ecs = new EcsStub();
    final AtomicBoolean cancelled = new AtomicBoolean();
    final List<String> reports = new CopyOnWriteArrayList<>();
    final StreamServer streams;
    private final AwsClients clients;
    private final AtomicReference<String> asked = new AtomicReference<>("");

    /** What an agent does with one command. */
    @FunctionalInterface
    interface Script {
        void play(ExecAgent agent, String command) throws IOException;
    }

    ExecLab(Script script) {
        this.streams = new StreamServer(with -> script.play(ExecAgent.open(with, TOKEN), asked.get()));
        this.clients = clients();
    }

    ExecLab(StreamServer streams) {
        this.streams = streams;
        this.clients = clients();
    }

    private AwsClients clients() {
        ecs.on("DescribeServices", any -> service(1));
        ecs.on("ListTasks", any -> "{\"taskArns\":[\"" + arn("0a1b") + "\"]}");
        ecs.on("DescribeTasks", any -> "{\"tasks\":[" + task("0a1b", 1_700_000_000, "RUNNING", "RUNNING") + "]}");
        ecs.on("ExecuteCommand", parameters -> {
            asked.set(parameters.path("command").asText());
            return session(streams.address());
        });
        AwsBasicCredentials key = AwsBasicCredentials.create("AKIDEXAMPLE", "key-that-is-never-told");
        return new AwsClients(
                new AwsConnection(Optional.of(ecs.endpoint()), Optional.of(StaticCredentialsProvider.create(key))),
                "eu-west-1");
    }

    static String service(int desired) {
        return "{\"services\":[{\"serviceArn\":\"" + SERVICE + "\",\"serviceName\":\"nk-app\",\"status\":\"ACTIVE\","
                + "\"clusterArn\":\"" + CLUSTER + "\",\"desiredCount\":" + desired + "}]}";
    }

    static String arn(String id) {
        return "arn:aws:ecs:eu-west-1:111122223333:task/nk-cluster/" + id;
    }

    static String task(String id, long createdAt, String status, String agent) {
        return "{\"taskArn\":\"" + arn(id) + "\",\"clusterArn\":\"" + CLUSTER + "\",\"createdAt\":" + createdAt
                + ",\"lastStatus\":\"" + status + "\",\"enableExecuteCommand\":true,\"containers\":[{\"name\":\"main\","
                + "\"managedAgents\":[{\"name\":\"ExecuteCommandAgent\",\"lastStatus\":\"" + agent + "\"}]}]}";
    }

    static String session(String address) {
        return "{\"session\":{\"sessionId\":\"ecs-execute-command-0a1b\",\"streamUrl\":\"" + address
                + "\",\"tokenValue\":\"" + TOKEN + "\"}}";
    }

    ProgramResult exec(String... command) {
        return exec(Duration.ofSeconds(20), command);
    }

    ProgramResult exec(Duration time, String... command) {
        return exec(resource("service/app"), new Wait(Instant.now().plus(time)), command);
    }

    ProgramResult exec(Resource resource, Operation operation, String... command) {
        Context context = new Context();
        ExecSessions sessions = new ExecSessions(new StreamSignature(clients.credentials(), clients.region()), context);
        ExecTasks tasks = new ExecTasks(new EcsServices(clients), new EcsTasks(clients));
        return new EcsPrograms(clients, tasks, sessions, context).exec(resource, List.of(command), operation);
    }

    /** {@return what was found of a slot of a small file} */
    static Resource resource(String slot) {
        Wanted wanted = new Designed(
                        """
                        name: shop
                        services:
                          app: { image: app }
                        """)
                .wanted(slot);
        return Resource.builder(new PlatformId(SERVICE), wanted.labelled())
                .name("nk-app")
                .build();
    }

    List<EcsStub.Call> calls(String operation) {
        return ecs.calls().stream()
                .filter(call -> call.operation().equals(operation))
                .toList();
    }

    @Override
    public void close() {
        clients.close();
        streams.close();
        ecs.close();
    }

    /** An operation as the engine's are, by the system's clock. */
    final class Wait implements Operation {

        private final Instant deadline;

        Wait(Instant deadline) {
            this.deadline = deadline;
        }

        @Override
        public Instant deadline() {
            return deadline;
        }

        @Override
        public String token() {
            return "exec";
        }

        @Override
        public void pause(Duration time) {
            checkpoint();
            try {
                Thread.sleep(Math.max(0, time.toMillis()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new OperationCancelledException("interrupted while waiting");
            }
        }

        @Override
        public void checkpoint() {
            if (cancelled.get() || Thread.currentThread().isInterrupted()) {
                throw new OperationCancelledException("cancelled by the test");
            }
            if (!Instant.now().isBefore(deadline)) {
                throw new ProviderException(ProviderException.Kind.FAILED, "gave up at the deadline", null);
            }
        }

        @Override
        public void report(String progress) {
            reports.add(progress);
        }
    }

    /** The engine's side, by the system's clock. */
    private static final class Context implements ProviderContext {

        @Override
        public Instant now() {
            return Instant.now();
        }

        @Override
        public LabelCodec labels() {
            return new LabelCodec();
        }
    }
}
