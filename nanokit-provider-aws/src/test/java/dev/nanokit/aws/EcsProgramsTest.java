package dev.nanokit.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nanokit.aws.lab.exec.EcsStub;
import dev.nanokit.aws.lab.exec.ShellPlay;
import dev.nanokit.aws.lab.exec.StreamServer;
import dev.nanokit.failure.OperationCancelledException;
import dev.nanokit.failure.ProviderException;
import dev.nanokit.failure.ProviderException.Kind;
import dev.nanokit.provider.Operation;
import dev.nanokit.provider.ProgramResult;
import dev.nanokit.provider.Resource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which task is chosen, what ECS is asked, and how what it refuses is told. */
@Timeout(60)
final class EcsProgramsTest {

    private static ProviderException failure(ExecLab lab, Duration time, String... command) {
        ProviderException failure = catchThrowableOfType(ProviderException.class, () -> lab.exec(time, command));
        assertThat(failure).isNotNull();
        assertThat(failure.getMessage()).doesNotContain(ExecLab.TOKEN, "cell-number", "key-that-is-never-told");
        return failure;
    }

    private static ProviderException failure(ExecLab lab, String... command) {
        return failure(lab, Duration.ofSeconds(20), command);
    }

    @Test
    void a_command_is_really_run() {
        try (ExecLab lab = new ExecLab(ShellPlay::run)) {
            ProgramResult result = lab.exec("sh", "-c", "echo \"it's $0\"; echo 'grün {{x}}' >&2; exit 7", "me");
            assertThat(result).isEqualTo(new ProgramResult(7, List.of("it's me", "grün {{x}}")));
            assertThat(lab.exec("true")).isEqualTo(new ProgramResult(0, List.of()));
            assertThat(lab.exec("sh", "-c", "seq 1 30000; exit 3").output()).hasSize(30_000);
            assertThat(lab.exec("/no/such/program").exitCode()).isEqualTo(127);
            assertThat(lab.streams.failures()).isEmpty();
        }
    }

    @Test
    void ecs_is_asked_for_the_container_of_the_task() {
        try (ExecLab lab = new ExecLab(ShellPlay::run)) {
            lab.exec("echo", "hi");
            JsonNode asked = lab.calls("ExecuteCommand").get(0).parameters();
            assertThat(asked.path("cluster").asText()).isEqualTo(ExecLab.CLUSTER);
            assertThat(asked.path("task").asText()).isEqualTo(ExecLab.arn("0a1b"));
            assertThat(asked.path("container").asText()).isEqualTo("main");
            assertThat(asked.path("interactive").asBoolean()).isTrue();
            assertThat(lab.ecs.calls()).hasSize(4);
        }
    }

    @Test
    void the_youngest_task_that_runs_is_chosen() {
        try (ExecLab lab = new ExecLab(ShellPlay::run)) {
            lab.ecs.on("ListTasks", any -> "{\"taskArns\":[\"a\",\"b\",\"c\"]}");
            lab.ecs.on(
                    "DescribeTasks",
                    any -> "{\"tasks\":[" + ExecLab.task("old", 1_700_000_000, "RUNNING", "RUNNING") + ","
                            + ExecLab.task("young", 1_700_000_500, "RUNNING", "RUNNING") + ","
                            + ExecLab.task("newborn", 1_700_000_900, "PROVISIONING", "PENDING") + "]}");
            lab.exec("true");
            assertThat(lab.calls("ExecuteCommand")
                            .get(0)
                            .parameters()
                            .path("task")
                            .asText())
                    .isEqualTo(ExecLab.arn("young"));
        }
    }

    @Test
    void a_task_and_its_agent_are_waited_for() {
        AtomicInteger looks = new AtomicInteger();
        try (ExecLab lab = new ExecLab(ShellPlay::run)) {
            lab.ecs.on(
                    "ListTasks",
                    any -> "{\"taskArns\":[" + (looks.get() == 0 ? "" : "\"" + ExecLab.arn("0a1b") + "\"") + "]}");
            lab.ecs.on("DescribeServices", any -> {
                looks.incrementAndGet();
                return ExecLab.service(1);
            });
            lab.ecs.on(
                    "DescribeTasks",
                    any -> "{\"tasks\":["
                            + ExecLab.task(
                                    "0a1b",
                                    1_700_000_000,
                                    looks.get() < 3 ? "PENDING" : "RUNNING",
                                    looks.get() < 5 ? "PENDING" : "RUNNING")
                            + "]}");
            assertThat(lab.exec("true").isSuccess()).isTrue();
            assertThat(looks.get()).isEqualTo(5);
            assertThat(lab.reports)
                    .containsExactly(
                            "waits: no task of it ran", "waits: the agent in task 0a1b was not ready (PENDING)");
        }
    }

    @Test
    void an_agent_that_never_comes_is_told_with_its_reason() {
        try (ExecLab lab = new ExecLab(ShellPlay::run)) {
            lab.ecs.on(
                    "DescribeTasks",
                    any -> "{\"tasks\":["
                            + ExecLab.task("0a1b", 1_700_000_000, "RUNNING", "STOPPED")
                                    .replace("\"STOPPED\"", "\"STOPPED\",\"reason\":\"read-only file system\"")
                            + "]}");
            ProviderException failure = failure(lab, Duration.ofMillis(600), "true");
            assertThat(failure.kind()).isEqualTo(Kind.FAILED);
            assertThat(failure.getMessage()).contains("nk-app", "0a1b", "STOPPED", "read-only file system");
            assertThat(lab.calls("ExecuteCommand")).isEmpty();
        }
    }

    @Test
    void a_service_without_tasks_is_given_up_at_the_deadline() {
        try (ExecLab lab = new ExecLab(ShellPlay::run)) {
            lab.ecs.on("ListTasks", any -> "{\"taskArns\":[]}");
            ProviderException failure = failure(lab, Duration.ofMillis(600), "true");
            assertThat(failure.kind()).isEqualTo(Kind.FAILED);
            assertThat(failure.getMessage()).contains("nk-app", "no task of it ran");
        }
    }

    @Test
    void a_stopped_service_is_a_conflict_at_once() {
        try (ExecLab lab = new ExecLab(ShellPlay::run)) {
            lab.ecs.on("DescribeServices", any -> ExecLab.service(0));
            ProviderException failure = failure(lab, "true");
            assertThat(failure.kind()).isEqualTo(Kind.CONFLICT);
            assertThat(failure.getMessage()).contains("nk-app is stopped");
            assertThat(lab.ecs.calls()).hasSize(1);
        }
    }

    @Test
    void a_service_that_is_gone_is_not_found() {
        try (ExecLab lab = new ExecLab(ShellPlay::run)) {
            lab.ecs.on("DescribeServices", any -> ExecLab.service(0).replace("ACTIVE", "INACTIVE"));
            assertThat(failure(lab, "true").kind()).isEqualTo(Kind.NOT_FOUND);
            lab.ecs.on("DescribeServices", any -> "{\"services\":[],\"failures\":[{\"reason\":\"MISSING\"}]}");
            assertThat(failure(lab, "true").kind()).isEqualTo(Kind.NOT_FOUND);
        }
    }

    @Test
    void a_task_that_was_begun_without_the_agent_is_a_conflict_at_once() {
        try (ExecLab lab = new ExecLab(ShellPlay::run)) {
            lab.ecs.on(
                    "DescribeTasks",
                    any -> "{\"tasks\":["
                            + ExecLab.task("0a1b", 1_700_000_000, "RUNNING", "PENDING")
                                    .replace("\"enableExecuteCommand\":true", "\"enableExecuteCommand\":false")
                            + "]}");
            ProviderException failure = failure(lab, "true");
            assertThat(failure.kind()).isEqualTo(Kind.CONFLICT);
            assertThat(failure.getMessage()).contains("without ECS Exec");
        }
    }

    @Test
    void what_is_no_service_runs_no_commands() {
        try (ExecLab lab = new ExecLab(ShellPlay::run)) {
            Resource cluster = ExecLab.resource("cluster/main");
            assertThatThrownBy(
                            () -> lab.exec(cluster, lab.new Wait(Instant.now().plusSeconds(9)), "true"))
                    .isInstanceOfSatisfying(
                            ProviderException.class, e -> assertThat(e.kind()).isEqualTo(Kind.BAD_CONFIGURATION));
            assertThat(lab.ecs.calls()).isEmpty();
        }
    }

    @Test
    void an_agent_that_is_not_connected_yet_is_asked_again() {
        AtomicInteger refusals = new AtomicInteger(3);
        try (ExecLab lab = new ExecLab(ShellPlay::run)) {
            lab.ecs.on("ExecuteCommand", parameters -> {
                if (refusals.decrementAndGet() >= 0) {
                    throw new EcsStub.Refusal("TargetNotConnectedException", "internal error");
                }
                return ExecLab.session("ws://nowhere.invalid/x");
            });
            ProviderException failure = failure(lab, "true");
            assertThat(failure.kind()).isEqualTo(Kind.FAILED);
            assertThat(failure.getMessage()).contains("nowhere.invalid");
            assertThat(lab.calls("ExecuteCommand")).hasSize(4);
        }
    }

    @Test
    void an_agent_that_is_never_connected_is_told_in_the_words_of_aws() {
        try (ExecLab lab = new ExecLab(ShellPlay::run)) {
            lab.ecs.on("ExecuteCommand", parameters -> {
                throw new EcsStub.Refusal("TargetNotConnectedException", "check the task role");
            });
            ProviderException failure = failure(lab, Duration.ofSeconds(5), "psql");
            assertThat(failure.getMessage())
                    .contains("run psql in nk-app", "TargetNotConnectedException", "check the task role");
        }
    }

    @Test
    void what_is_refused_otherwise_is_not_said_twice() {
        try (ExecLab lab = new ExecLab(ShellPlay::run)) {
            lab.ecs.on("ExecuteCommand", parameters -> {
                throw new EcsStub.Refusal("AccessDeniedException", "no");
            });
            assertThat(failure(lab, "true").kind()).isEqualTo(Kind.DENIED);
            assertThat(lab.calls("ExecuteCommand")).hasSize(1);
        }
    }

    @Test
    void an_address_that_is_none_is_not_told() {
        try (ExecLab lab = new ExecLab(ShellPlay::run)) {
            for (String address : List.of("ws://host/ space?cell-number=1", "https://x/?cell-number=1", "", "ws:x")) {
                lab.ecs.on("ExecuteCommand", any -> ExecLab.session(address));
                assertThat(failure(lab, "true").kind()).isEqualTo(Kind.FAILED);
            }
        }
    }

    @Test
    void the_request_is_signed_for_the_service_of_messages() {
        try (ExecLab lab = new ExecLab(ShellPlay::run)) {
            lab.exec("true");
            assertThat(lab.streams.conversations()).hasSize(1);
            assertThat(lab.streams.conversations().get(0).head())
                    .containsPattern("Authorization: AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/\\d{8}/eu-west-1"
                            + "/ssmmessages/aws4_request, SignedHeaders=[a-z0-9;-]*host")
                    .contains("X-Amz-Date: ")
                    .doesNotContain(ExecLab.TOKEN)
                    .containsOnlyOnce("Host: ");
        }
    }

    @Test
    void an_address_that_is_signed_already_is_taken_as_it_is() {
        try (ExecLab lab = new ExecLab(ShellPlay::run)) {
            lab.ecs.on("ExecuteCommand", any -> ExecLab.session(lab.streams.address() + "&X-Amz-Signature=0a1b"));
            failure(lab, Duration.ofSeconds(1), "true"); // nobody has told the agent what to run
            assertThat(lab.streams.conversations().get(0).head()).doesNotContain("Authorization");
        }
    }

    @Test
    void whoever_may_not_open_a_stream_by_name_tries_by_token() {
        AtomicInteger comers = new AtomicInteger();
        StreamServer streams = new StreamServer(with -> {
            comers.incrementAndGet();
            if (with.head().contains("Authorization")) {
                with.raw("HTTP/1.1 403 Forbidden\r\n\r\n");
                return;
            }
            with.welcome();
            with.next();
            with.raw("nonsense");
        });
        try (ExecLab lab = new ExecLab(streams)) {
            assertThat(failure(lab, "true").kind()).isEqualTo(Kind.FAILED);
            assertThat(comers.get()).isEqualTo(2);
        }
    }

    @Test
    void whoever_may_not_open_a_stream_at_all_is_told_what_to_allow() {
        try (ExecLab lab = new ExecLab(new StreamServer(with -> with.raw("HTTP/1.1 403 Forbidden\r\n\r\n")))) {
            ProviderException failure = failure(lab, "true");
            assertThat(failure.kind()).isEqualTo(Kind.DENIED);
            assertThat(failure.getMessage()).contains("ssmmessages:OpenDataChannel");
        }
    }

    @Test
    void a_cancelled_run_asks_nothing_more() {
        try (ExecLab lab = new ExecLab(ShellPlay::run)) {
            lab.cancelled.set(true);
            assertThatThrownBy(() -> lab.exec("true")).isInstanceOf(OperationCancelledException.class);
            assertThat(lab.calls("ExecuteCommand")).isEmpty();
        }
    }

    /** A hook before a stop has less time than the operation of the stop, which itself only knows its own end. */
    @Test
    void a_deadline_holds_even_where_the_operation_does_not_mind_it() {
        try (ExecLab lab = new ExecLab((agent, command) -> agent.awaitEnd())) {
            Instant begun = Instant.now();
            Operation whole = lab.new Wait(begun.plusSeconds(50));
            Operation part = new Part(whole, begun.plusMillis(700));
            assertThatThrownBy(() -> lab.exec(ExecLab.resource("service/app"), part, "sleep", "60"))
                    .isInstanceOfSatisfying(
                            ProviderException.class, e -> assertThat(e.kind()).isEqualTo(Kind.FAILED))
                    .hasMessageContaining("did not end before its deadline");
            assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(10));
        }
    }

    /** A part of a write. */
    private record Part(Operation whole, Instant deadline) implements Operation {

        @Override
        public String token() {
            return whole.token();
        }

        @Override
        public void pause(Duration time) {
            whole.pause(time);
        }

        @Override
        public void checkpoint() {
            whole.checkpoint();
        }

        @Override
        public void report(String progress) {
            whole.report(progress);
        }
    }
}
