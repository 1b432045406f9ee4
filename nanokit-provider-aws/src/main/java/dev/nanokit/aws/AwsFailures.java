package dev.nanokit.aws;

import dev.nanokit.failure.OperationCancelledException;
import dev.nanokit.failure.ProviderException;
import dev.nanokit.failure.ProviderException.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Turns the SDK's errors into ours, by the codes that the services document, never by their texts. Stateless and
 * thread-safe.
 */
final class AwsFailures {

    /** https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html and the services' own pages of the same name. */
    private static final Set<String> EXPIRED = Set.of(
            "ExpiredToken",
            "ExpiredTokenException",
            "RequestExpired",
            "TokenRefreshRequired",
            "InvalidClientTokenId",
            "UnrecognizedClientException",
            "InvalidAccessKeyId",
            "AuthFailure",
            "RequestTimeTooSkewed",
            "SignatureDoesNotMatch",
            "InvalidSignatureException",
            "IncompleteSignature",
            "IncompleteSignatureException",
            "MissingAuthenticationToken",
            "MissingAuthenticationTokenException");

    private static final Set<String> DENIED = Set.of(
            "AccessDenied",
            "AccessDeniedException",
            "UnauthorizedOperation",
            "UnauthorizedException",
            "NotAuthorized",
            "AuthorizationError",
            "OptInRequired",
            "OperationNotPermitted",
            "OperationNotPermittedException",
            "Blocked",
            "BlockedException",
            "PendingVerification");

    private static final Set<String> THROTTLED = Set.of(
            "Throttling",
            "ThrottlingException",
            "ThrottledException",
            "RequestThrottled",
            "RequestThrottledException",
            "RequestLimitExceeded",
            "TooManyRequestsException",
            "PriorRequestNotComplete",
            "ProvisionedThroughputExceededException",
            "TransactionInProgressException",
            "SlowDown");

    private static final Set<String> IN_USE = Set.of(
            "DependencyViolation",
            "DeleteConflict",
            "ResourceInUse",
            "ResourceInUseException",
            "ClusterContainsServicesException",
            "ClusterContainsTasksException",
            "ClusterContainsContainerInstancesException",
            "EntityTemporarilyUnmodifiable",
            "InvalidDBInstanceState",
            "InvalidDBInstanceStateFault",
            "InvalidDBSubnetGroupStateFault",
            "InvalidCacheClusterState",
            "InvalidReplicationGroupState",
            "CacheSubnetGroupInUse",
            "FileSystemInUse",
            "IncorrectFileSystemLifeCycleState",
            "IncorrectMountTargetState",
            "IncorrectState",
            "ConcurrentModification",
            "ConcurrentUpdateException",
            "OperationAbortedException",
            "HostedZoneNotEmpty",
            "UpdateInProgressException");

    private static final Set<String> QUOTA = Set.of(
            "LimitExceeded",
            "LimitExceededException",
            "ServiceQuotaExceeded",
            "ServiceQuotaExceededException",
            "ResourceLimitExceeded",
            "ResourceLimitExceededException",
            "InstanceQuotaExceeded",
            "StorageQuotaExceeded",
            "DBSubnetGroupQuotaExceeded",
            "FileSystemLimitExceeded",
            "LimitsExceeded",
            "NodeQuotaForClusterExceeded",
            "NodeQuotaForCustomerExceeded",
            "ClusterQuotaForCustomerExceeded",
            "TargetGroupAssociationLimit",
            "MaxSpotInstanceCountExceeded");

    private static final Set<String> TAKEN =
            Set.of("ResourceExistsException", "ConflictException", "ConflictingDomainExists");

    /** Words of a service that is not well, which some say as if the caller were at fault. */
    private static final Set<String> UNAVAILABLE = Set.of(
            "ServiceUnavailable",
            "ServiceUnavailableException",
            "Unavailable",
            "InternalFailure",
            "InternalError",
            "InternalServiceError",
            "InternalServiceErrorException",
            "InternalServerException",
            "ServerException",
            "RequestTimeout");

    /** Ends of codes, which the services form alike. */
    private static final Map<String, Kind> ENDS = Map.of(
            "LimitExceeded", Kind.QUOTA,
            "LimitExceededException", Kind.QUOTA,
            "QuotaExceeded", Kind.QUOTA,
            "QuotaExceededFault", Kind.QUOTA,
            "InUse", Kind.IN_USE,
            "AlreadyExists", Kind.CONFLICT,
            "AlreadyExistsFault", Kind.CONFLICT,
            "AlreadyExistsException", Kind.CONFLICT);

    private static final List<String> MISSING = List.of("NotFound", "NotFoundFault", "NotFoundException", "NoSuch");

    private AwsFailures() {}

    /**
     * Makes a call.
     *
     * @param what what is tried, for people: {@code create cluster shop}
     * @param call the call
     * @return what it answers
     */
    static <T> T call(String what, Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkException e) {
            throw of(what, e);
        }
    }

    /** {@return what the call answers, or empty if what it asks for does not exist} */
    static <T> Optional<T> find(String what, Supplier<T> call) {
        try {
            return Optional.of(call(what, call));
        } catch (ProviderException e) {
            if (e.kind() == Kind.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** {@return whether the service answered with one of the codes} */
    static boolean isOf(ProviderException failure, String... codes) {
        return failure.getCause() instanceof AwsServiceException e
                && List.of(codes).contains(code(e));
    }

    static RuntimeException of(String what, SdkException e) {
        if (e instanceof AbortedException || Thread.currentThread().isInterrupted()) {
            return new OperationCancelledException("interrupted while trying to " + what);
        }
        if (e instanceof AwsServiceException answer) {
            return ofAnswer(what, answer);
        }
        if (e instanceof WhoAsks.UnknownException) {
            return new ProviderException(
                    Kind.DENIED, "tried to " + what + ", and found no credentials for AWS: " + e.getMessage(), e);
        }
        Optional<UnknownHost> host = UnknownHost.in(e);
        if (host.isPresent()) {
            return host.get().failure(what, e);
        }
        if (e instanceof SdkClientException) {
            return new ProviderException(
                    Kind.UNAVAILABLE, "tried to " + what + ", and AWS did not answer: " + e.getMessage(), e);
        }
        return new ProviderException(Kind.FAILED, "tried to " + what + ": " + e.getMessage(), e);
    }

    private static ProviderException ofAnswer(String what, AwsServiceException e) {
        Kind kind = kind(e);
        String code = code(e);
        AwsErrorDetails details = e.awsErrorDetails();
        String said = details == null || details.errorMessage() == null
                ? String.valueOf(e.getMessage())
                : details.errorMessage();
        AwsAdvice advice = new AwsAdvice(kind, code, said);
        String words = "tried to " + what + ", and AWS answered " + code + ": " + advice.text();
        ProviderException failure = new ProviderException(kind, words, e);
        return retryAfter(e).map(failure::withRetryAfter).orElse(failure);
    }

    static Kind kind(AwsServiceException e) {
        String code = code(e);
        if (THROTTLED.contains(code) || e.isThrottlingException()) {
            return Kind.THROTTLED;
        }
        if (EXPIRED.contains(code) || DENIED.contains(code)) {
            return Kind.DENIED;
        }
        if (IN_USE.contains(code)) {
            return Kind.IN_USE;
        }
        if (QUOTA.contains(code) || code.startsWith("TooMany")) {
            return Kind.QUOTA;
        }
        if (code.endsWith(".Duplicate") || code.startsWith("Duplicate") || TAKEN.contains(code)) {
            return Kind.CONFLICT;
        }
        for (Map.Entry<String, Kind> end : ENDS.entrySet()) {
            if (code.endsWith(end.getKey())) {
                return end.getValue();
            }
        }
        if (MISSING.stream().anyMatch(end -> code.endsWith(end) || code.startsWith(end))) {
            return Kind.NOT_FOUND;
        }
        if (e.statusCode() == 429) {
            return Kind.THROTTLED;
        }
        if (e.statusCode() == 401 || e.statusCode() == 403) {
            return Kind.DENIED;
        }
        if (e.statusCode() >= 500 || UNAVAILABLE.contains(code)) {
            return Kind.UNAVAILABLE;
        }
        boolean isWrong = code.startsWith("Invalid") || code.startsWith("Validation") || code.startsWith("Malformed");
        return isWrong ? Kind.BAD_CONFIGURATION : Kind.FAILED;
    }

    static String code(AwsServiceException e) {
        AwsErrorDetails details = e.awsErrorDetails();
        String code = details == null ? null : details.errorCode();
        return code == null || code.isEmpty() ? "HTTP " + e.statusCode() : code;
    }

    private static Optional<Duration> retryAfter(AwsServiceException e) {
        AwsErrorDetails details = e.awsErrorDetails();
        if (details == null || details.sdkHttpResponse() == null) {
            return Optional.empty();
        }
        return details.sdkHttpResponse()
                .firstMatchingHeader("Retry-After")
                .filter(seconds -> seconds.matches("\\d{1,6}"))
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)));
    }
}
