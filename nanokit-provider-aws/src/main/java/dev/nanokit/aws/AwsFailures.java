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
            "BlockedException");

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
        String said = details == null ? String.valueOf(e.getMessage()) : details.errorMessage();
        String words = "tried to " + what + ", and AWS answered " + code + ": " + said + hint(kind, code);
        ProviderException failure = new ProviderException(kind, words, e);
        return retryAfter(e).map(failure::withRetryAfter).orElse(failure);
    }

    private static String hint(Kind kind, String code) {
        if (EXPIRED.contains(code)) {
            return ". The credentials are wrong or have expired: renew them";
        }
        return switch (kind) {
            case DENIED -> ". Allow this action to whoever runs Nanokit";
            case QUOTA -> ". Ask AWS to raise this quota, or delete what is not needed";
            default -> "";
        };
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
