package dev.nanokit.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nanokit.failure.OperationCancelledException;
import dev.nanokit.failure.ProviderException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;

class AwsFailuresTest {

    private static AwsServiceException answer(String code, int status, SdkHttpResponse response) {
        return Ec2Exception.builder()
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage("words of AWS")
                        .sdkHttpResponse(response)
                        .build())
                .build();
    }

    private static AwsServiceException answer(String code, int status) {
        return answer(code, status, SdkHttpResponse.builder().statusCode(status).build());
    }

    private static ProviderException failure(AwsServiceException answer) {
        return (ProviderException) AwsFailures.of("create cluster shop", answer);
    }

    @ParameterizedTest
    @CsvSource({
        // who asks
        "ExpiredToken,403,DENIED",
        "ExpiredTokenException,400,DENIED",
        "InvalidClientTokenId,403,DENIED",
        "UnrecognizedClientException,400,DENIED",
        "AuthFailure,401,DENIED",
        "SignatureDoesNotMatch,403,DENIED",
        "AccessDenied,403,DENIED",
        "AccessDeniedException,400,DENIED",
        "UnauthorizedOperation,403,DENIED",
        "BlockedException,400,DENIED",
        "RequestExpired,400,DENIED",
        "RequestTimeTooSkewed,403,DENIED",
        "PendingVerification,401,DENIED",
        "SomethingNew,401,DENIED",
        "SomethingNew,403,DENIED",
        // too many calls
        "Throttling,400,THROTTLED",
        "ThrottlingException,400,THROTTLED",
        "RequestLimitExceeded,503,THROTTLED",
        "TooManyRequestsException,400,THROTTLED",
        "ProvisionedThroughputExceededException,400,THROTTLED",
        "PriorRequestNotComplete,400,THROTTLED",
        "SomethingNew,429,THROTTLED",
        // not now
        "DependencyViolation,400,IN_USE",
        "DeleteConflict,409,IN_USE",
        "InvalidGroup.InUse,400,IN_USE",
        "ResourceInUse,400,IN_USE",
        "ResourceInUseException,400,IN_USE",
        "ClusterContainsServicesException,400,IN_USE",
        "ClusterContainsTasksException,400,IN_USE",
        "ClusterContainsContainerInstancesException,400,IN_USE",
        "InvalidDBInstanceState,400,IN_USE",
        "HostedZoneNotEmpty,400,IN_USE",
        "EntityTemporarilyUnmodifiable,409,IN_USE",
        "OperationAbortedException,400,IN_USE",
        // limits of the account
        "VpcLimitExceeded,400,QUOTA",
        "LimitExceeded,409,QUOTA",
        "LimitExceededException,400,QUOTA",
        "RulesPerSecurityGroupLimitExceeded,400,QUOTA",
        "ServiceQuotaExceededException,402,QUOTA",
        "InstanceQuotaExceeded,400,QUOTA",
        "TooManyTargetGroups,400,QUOTA",
        "TargetGroupAssociationLimit,400,QUOTA",
        "NodeQuotaForCustomerExceeded,400,QUOTA",
        // taken
        "InvalidGroup.Duplicate,400,CONFLICT",
        "InvalidPermission.Duplicate,400,CONFLICT",
        "DuplicateLoadBalancerName,400,CONFLICT",
        "DuplicateRequest,400,CONFLICT",
        "EntityAlreadyExists,409,CONFLICT",
        "ResourceAlreadyExistsException,400,CONFLICT",
        "ResourceExistsException,400,CONFLICT",
        "NamespaceAlreadyExists,400,CONFLICT",
        "ConflictingDomainExists,400,CONFLICT",
        "ConflictException,409,CONFLICT",
        "ConcurrentUpdateException,400,IN_USE",
        "ObjectNotFoundException,400,NOT_FOUND",
        "DBInstanceAlreadyExists,400,CONFLICT",
        // not there
        "InvalidVpcID.NotFound,400,NOT_FOUND",
        "InvalidSecurityGroupRuleId.NotFound,400,NOT_FOUND",
        "NoSuchEntity,404,NOT_FOUND",
        "ResourceNotFoundException,400,NOT_FOUND",
        "ClusterNotFoundException,400,NOT_FOUND",
        "LoadBalancerNotFound,400,NOT_FOUND",
        "DBInstanceNotFound,404,NOT_FOUND",
        "NamespaceNotFound,400,NOT_FOUND",
        "NoSuchHostedZone,404,NOT_FOUND",
        // not well
        "InternalFailure,500,UNAVAILABLE",
        "ServiceUnavailable,503,UNAVAILABLE",
        "ServiceUnavailableException,400,UNAVAILABLE",
        "InternalServiceError,400,UNAVAILABLE",
        "SomethingNew,502,UNAVAILABLE",
        // wrong
        "InvalidParameterValue,400,BAD_CONFIGURATION",
        "InvalidParameterException,400,BAD_CONFIGURATION",
        "InvalidSubnet.Conflict,400,BAD_CONFIGURATION",
        "ValidationError,400,BAD_CONFIGURATION",
        "ValidationException,400,BAD_CONFIGURATION",
        "MalformedPolicyDocument,400,BAD_CONFIGURATION",
        "ClientException,400,FAILED",
        "SomethingNew,400,FAILED"
    })
    void a_code_is_one_kind(String code, int status, ProviderException.Kind kind) {
        ProviderException failure = failure(answer(code, status));
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure)
                .hasMessageStartingWith("tried to create cluster shop, and AWS answered " + code + ": words of AWS");
    }

    @Test
    void an_answer_without_a_code_is_told_by_its_status() {
        AwsServiceException bare =
                AwsServiceException.builder().statusCode(500).message("page").build();
        assertThat(failure(bare).kind()).isEqualTo(ProviderException.Kind.UNAVAILABLE);
        assertThat(failure(bare)).hasMessageContaining("HTTP 500");
    }

    @Test
    void it_is_said_what_to_do_where_that_is_known() {
        assertThat(failure(answer("ExpiredToken", 403))).hasMessageContaining("renew them");
        assertThat(failure(answer("AccessDenied", 403))).hasMessageContaining("Allow this action");
        assertThat(failure(answer("VpcLimitExceeded", 400))).hasMessageContaining("quota");
    }

    @Test
    void when_to_come_again_is_aws_own_word() {
        SdkHttpResponse later = SdkHttpResponse.builder()
                .statusCode(503)
                .putHeader("Retry-After", "7")
                .build();
        assertThat(failure(answer("ServiceUnavailable", 503, later)).retryAfter())
                .contains(Duration.ofSeconds(7));
        SdkHttpResponse date = SdkHttpResponse.builder()
                .statusCode(503)
                .putHeader("Retry-After", "Wed, 21 Oct 2026 07:28:00 GMT")
                .build();
        assertThat(failure(answer("ServiceUnavailable", 503, date)).retryAfter())
                .isEmpty();
        assertThat(failure(answer("ServiceUnavailable", 503)).retryAfter()).isEmpty();
    }

    @Test
    void no_answer_at_all_may_be_one_later() {
        assertThat(AwsFailures.of("look", SdkClientException.create("no route")))
                .isInstanceOfSatisfying(ProviderException.class, e -> assertThat(e.kind())
                        .isEqualTo(ProviderException.Kind.UNAVAILABLE));
    }

    @Test
    void an_interrupt_is_a_cancellation() {
        assertThat(AwsFailures.of("look", AbortedException.create("stop")))
                .isInstanceOf(OperationCancelledException.class);
        Thread.currentThread().interrupt();
        try {
            assertThat(AwsFailures.of("look", SdkClientException.create("interrupted")))
                    .isInstanceOf(OperationCancelledException.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void what_is_not_there_is_found_as_nothing_and_all_else_is_an_error() {
        assertThat(AwsFailures.find("look", () -> "there")).contains("there");
        assertThat(AwsFailures.find("look", () -> {
                    throw answer("NoSuchEntity", 404);
                }))
                .isEmpty();
        assertThatThrownBy(() -> AwsFailures.find("look", () -> {
                    throw answer("AccessDenied", 403);
                }))
                .isInstanceOf(ProviderException.class);
    }

    @Test
    void a_failure_is_told_by_its_code() {
        ProviderException failure = failure(answer("Gateway.NotAttached", 400));
        assertThat(AwsFailures.isOf(failure, "Other", "Gateway.NotAttached")).isTrue();
        assertThat(AwsFailures.isOf(failure, "Other")).isFalse();
        assertThat(AwsFailures.isOf(
                        new ProviderException(ProviderException.Kind.FAILED, "ours", null), "Gateway.NotAttached"))
                .isFalse();
    }
}
