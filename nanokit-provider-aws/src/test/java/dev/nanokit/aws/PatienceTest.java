package dev.nanokit.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nanokit.failure.ProviderException;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;

class PatienceTest {

    private final PlainOperation operation = new PlainOperation();

    private static AwsServiceException answer(String code) {
        return Ec2Exception.builder()
                .statusCode(400)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage("no")
                        .build())
                .build();
    }

    /** Fails as often as there are codes, then answers. */
    private static Supplier<String> failing(String... codes) {
        Iterator<String> left = List.of(codes).iterator();
        return () -> {
            if (left.hasNext()) {
                throw answer(left.next());
            }
            return "done";
        };
    }

    @Test
    void looks_at_once_then_soon_then_seldom() {
        AtomicInteger looks = new AtomicInteger();
        assertThat(Patience.until(
                        operation, () -> looks.incrementAndGet() < 8 ? Optional.empty() : Optional.of(looks.get())))
                .isEqualTo(8);
        assertThat(operation.pauses())
                .extracting(Duration::toMillis)
                .containsExactly(200L, 400L, 800L, 1600L, 3200L, 5000L, 5000L);
    }

    @Test
    void what_is_there_at_the_first_look_is_not_waited_for() {
        assertThat(Patience.until(operation, () -> Optional.of("there"))).isEqualTo("there");
        assertThat(operation.pauses()).isEmpty();
    }

    @Test
    void the_deadline_ends_a_wait() {
        assertThatThrownBy(() -> Patience.until(operation, Optional::empty))
                .isInstanceOf(ProviderException.class)
                .hasMessageContaining("deadline");
    }

    @Test
    void a_look_that_is_answered_badly_does_not_end_a_wait_and_many_do() {
        Supplier<String> sometimes = failing("Throttling", "InternalError", "ServiceUnavailable");
        assertThat(Patience.until(operation, () -> Optional.of(AwsFailures.call("look", sometimes))))
                .isEqualTo("done");
        assertThat(operation.pauses()).hasSize(3);
        assertThatThrownBy(() -> Patience.until(
                        operation,
                        () -> Optional.of(AwsFailures.call("look", () -> {
                            throw answer("Throttling");
                        }))))
                .hasMessageContaining("Throttling");
        assertThatThrownBy(() ->
                        Patience.until(operation, () -> Optional.of(AwsFailures.call("look", failing("AccessDenied")))))
                .hasMessageContaining("AccessDenied");
    }

    @Test
    void what_others_hold_is_tried_again_and_the_deadline_tells_so() {
        Supplier<String> held = failing("DependencyViolation", "DependencyViolation", "ResourceInUse");
        Patience.onceUnused("group", operation, () -> AwsFailures.call("delete", held));
        assertThat(operation.pauses()).hasSize(3);
        PlainOperation other = new PlainOperation();
        assertThatThrownBy(() -> Patience.onceUnused(
                        "group",
                        other,
                        () -> AwsFailures.call("delete", () -> {
                            throw answer("DependencyViolation");
                        })))
                .hasMessageContaining("DependencyViolation")
                .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
        assertThat(other.pauses()).hasSizeLessThan(60);
    }

    @Test
    void what_was_just_made_is_tried_again_while_it_is_not_found() {
        assertThat(Patience.settled("try", operation, failing("InvalidVpcID.NotFound", "InvalidSubnetID.NotFound")))
                .isEqualTo("done");
        assertThat(operation.pauses()).hasSize(2);
    }

    @Test
    void what_is_never_found_is_an_error_long_before_the_deadline() {
        assertThatThrownBy(() -> Patience.settled("try", operation, () -> {
                    throw answer("InvalidVpcID.NotFound");
                }))
                .isInstanceOfSatisfying(
                        ProviderException.class, e -> assertThat(e.kind()).isEqualTo(ProviderException.Kind.NOT_FOUND));
        assertThat(operation.pauses().stream().reduce(Duration.ZERO, Duration::plus))
                .isBetween(Duration.ofSeconds(15), Duration.ofSeconds(60));
    }

    @Test
    void any_other_failure_is_told_at_once() {
        assertThatThrownBy(() -> Patience.settled("try", operation, failing("DependencyViolation")))
                .isInstanceOf(ProviderException.class);
        assertThat(operation.pauses()).isEmpty();
    }

    @Test
    void services_with_other_words_for_it_say_which() {
        assertThat(Patience.settled(
                        "try", operation, e -> AwsFailures.isOf(e, "InvalidParameter"), failing("InvalidParameter")))
                .isEqualTo("done");
    }
}
