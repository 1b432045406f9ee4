package dev.nanokit.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nanokit.aws.lab.OnMoto;
import dev.nanokit.aws.lab.Refusals;
import dev.nanokit.aws.lab.wire.Refusal;
import dev.nanokit.failure.ProviderException;
import dev.nanokit.failure.StepFailure;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.auth.credentials.SystemPropertyCredentialsProvider;

/** What a user reads when AWS refuses him: one error, at once, that says what to do. */
@OnMoto
@Timeout(300)
final class TypedErrorsIT {

    private static final Duration AT_ONCE = Duration.ofSeconds(30);

    private final Refusals refusals = new Refusals();
    private final LabShop shop = new LabShop(refusals);

    @AfterEach
    void close() {
        shop.close();
    }

    private ProviderException failureOfUp() {
        ProviderException[] failure = new ProviderException[1];
        Duration took = shop.took(() -> failure[0] =
                (ProviderException) LabShop.failure(() -> shop.kit(LabShop.SHOP).up()));
        assertThat(took).isLessThan(AT_ONCE);
        return failure[0];
    }

    /** Codes of each protocol; that of Amazon's older frame has a name before it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ec2:DescribeVpcs|AuthFailure|403|enabled for the account",
                "ec2:DescribeVpcs|RequestExpired|400|clock of this machine",
                "ec2:DescribeVpcs|OptInRequired|403|enable this region",
                "ec2:DescribeVpcs|UnauthorizedOperation|403|Allow this action",
                "ecs:ListClusters|UnrecognizedClientException|400|enabled for the account",
                "ecs:ListClusters|ExpiredTokenException|400|renew them",
                "ecs:ListClusters|InvalidSignatureException|400|secret key is wrong",
                "iam:ListRoles|InvalidClientTokenId|403|renew them",
                "iam:ListRoles|ExpiredToken|403|aws sso login",
                "iam:ListRoles|SignatureDoesNotMatch|403|clock of this machine",
                "tagging:GetResources|com.amazon.coral.service#AccessDeniedException|400|Allow this action",
                "elasticloadbalancing:DescribeLoadBalancers|AccessDenied|403|Allow this action",
                "dynamodb:PutItem|com.amazon.coral.service#ExpiredTokenException|400|renew them"
            })
    void who_is_not_let_in_reads_why_and_what_to_do(String call, String code, int status, String advice) {
        refusals.refuse(call, new Refusal(code, status, "words of AWS."));
        ProviderException failure = failureOfUp();
        assertThat(failure.kind()).as(failure.getMessage()).isEqualTo(ProviderException.Kind.DENIED);
        assertThat(failure)
                .hasMessageContainingAll("tried to ", "AWS answered " + code.replaceFirst(".*#", ""), "words of AWS. ")
                .hasMessageContaining(advice);
        assertThat(shop.lab.calls()).allMatch(one -> one.reads() || one.ours());
    }

    /** EC2's status for those whom it does not know; the JDK's connection gives no body with it. */
    @Test
    void who_is_not_let_in_without_a_word_reads_the_same() {
        refusals.refuse("ec2:DescribeVpcs", new Refusal("AuthFailure", 401, "words that do not arrive"));
        ProviderException failure = failureOfUp();
        assertThat(failure.kind()).isEqualTo(ProviderException.Kind.DENIED);
        assertThat(failure).hasMessageContainingAll("HTTP 401", "enabled for the account");
    }

    @Test
    void that_there_are_no_credentials_is_said_and_nobody_is_asked() {
        ProviderException failure = (ProviderException)
                LabShop.failure(() -> shop.kit(LabShop.SHOP, SystemPropertyCredentialsProvider.create())
                        .up());
        assertThat(failure.kind()).isEqualTo(ProviderException.Kind.DENIED);
        assertThat(failure).hasMessageContainingAll("no credentials", "AWS_PROFILE", "aws sso login");
        assertThat(shop.lab.calls()).isEmpty();
    }

    /** The way of real life: there is no host of that name, and no imitation between. */
    @Test
    void a_region_that_does_not_exist_is_named_and_so_is_where_to_set_it() {
        AwsConnection real = new AwsConnection(
                Optional.empty(),
                Optional.of(StaticCredentialsProvider.create(AwsBasicCredentials.create("lab", "lab"))));
        ProviderException failure = (ProviderException)
                LabShop.failure(() -> shop.kit(LabShop.SHOP.replace("eu-west-1", "eu-nowhere-1"), real)
                        .up());
        assertThat(failure.kind()).isEqualTo(ProviderException.Kind.BAD_CONFIGURATION);
        assertThat(failure).hasMessageContainingAll("no region 'eu-nowhere-1'", "infra.region");
    }

    private void refuse(Map<String, Refusal> refused) {
        refused.forEach(refusals::refuse);
    }

    private Map<String, StepFailure> failedSteps(String yaml) {
        Map<String, StepFailure> failed = new TreeMap<>();
        Duration took =
                shop.took(() -> LabShop.failures(() -> shop.kit(yaml).up()).forEach(one -> {
                    failed.put(one.step().replaceFirst("create (.*)@.*", "$1"), one);
                }));
        assertThat(took).isLessThan(AT_ONCE);
        assertThat(failed.values()).allSatisfy(one -> assertThat(one.text()).doesNotContain(LabShop.SECRET));
        return failed;
    }

    private void requireThatItGoesOn(String yaml) {
        refusals.relent();
        shop.kit(yaml).up();
        assertThat(shop.kit(yaml).plan().isEmpty()).isTrue();
    }

    private static Refusal denied(String code, int status, String action) {
        return new Refusal(
                code,
                status,
                "User: arn:aws:iam::123456789012:user/jo is not authorized to perform: " + action
                        + " on resource: arn:aws:any because no identity-based policy allows the " + action
                        + " action");
    }

    @Test
    void each_denied_action_is_named_and_up_goes_on_when_it_is_allowed() {
        refuse(Map.of(
                "ec2:CreateRoute",
                new Refusal(
                        "UnauthorizedOperation",
                        403,
                        "You are not authorized to perform this operation. User: arn:aws:iam::123456789012:user/jo is"
                                + " not authorized to perform: ec2:CreateRoute. Encoded authorization failure message:"
                                + " a1B2-c3D4"),
                "iam:PutRolePolicy",
                denied("AccessDenied", 403, "iam:PutRolePolicy"),
                "ecs:CreateCluster",
                denied("AccessDeniedException", 400, "ecs:CreateCluster"),
                "logs:PutRetentionPolicy",
                denied("AccessDeniedException", 400, "logs:PutRetentionPolicy"),
                "elasticloadbalancing:CreateTargetGroup",
                denied("AccessDenied", 403, "elasticloadbalancing:CreateTargetGroup"),
                "secretsmanager:CreateSecret",
                denied("AccessDeniedException", 400, "secretsmanager:CreateSecret")));
        Map<String, StepFailure> failed = failedSteps(LabShop.SHOP);
        assertThat(failed.values()).allSatisfy(one -> {
            assertThat(one.code()).isEqualTo("provider.denied");
            assertThat(one.message()).contains("is not authorized to perform: ", ". Allow this action");
        });
        assertThat(failed).containsKeys("route-table/public", "cluster/main", "log-group/main", "secret/api");
        assertThat(failed.get("route-table/public").message())
                .endsWith("aws sts decode-authorization-message --encoded-message a1B2-c3D4");
        assertThat(failed.get("secret/api").position()).isPresent();
        assertThat(failed.get("secret/api").text()).contains(":5");
        requireThatItGoesOn(LabShop.SHOP);
    }

    private static Refusal quota(String code, int status) {
        return new Refusal(code, status, "You have reached a limit.");
    }

    @Test
    void each_quota_that_is_reached_is_told_as_one() {
        refuse(Map.of(
                "ec2:CreateInternetGateway", quota("InternetGatewayLimitExceeded", 400),
                "iam:CreateRole", quota("LimitExceeded", 409),
                "ecs:CreateCluster", quota("LimitExceededException", 400),
                "logs:CreateLogGroup", quota("LimitExceededException", 400),
                "elasticloadbalancing:CreateTargetGroup", quota("TooManyTargetGroups", 400),
                "servicediscovery:CreatePrivateDnsNamespace", quota("ResourceLimitExceeded", 400),
                "elasticfilesystem:CreateFileSystem", quota("FileSystemLimitExceeded", 403),
                "rds:CreateDBInstance", quota("InstanceQuotaExceeded", 400)));
        Map<String, StepFailure> failed = failedSteps(LabShop.DATA);
        assertThat(failed.values()).allSatisfy(one -> {
            assertThat(one.code()).isEqualTo("provider.quota");
            assertThat(one.message()).contains("You have reached a limit. Ask AWS to raise this quota");
        });
        assertThat(failed)
                .containsKeys(
                        "internet-gateway/main",
                        "cluster/main",
                        "log-group/main",
                        "namespace/main",
                        "volume/files",
                        "database/main");
        requireThatItGoesOn(LabShop.DATA);
    }

    @Test
    void the_quota_of_networks_ends_it_before_anything_stands_on_one() {
        refusals.refuse("ec2:CreateVpc", quota("VpcLimitExceeded", 400));
        assertThat(failedSteps(LabShop.SHOP)).containsOnlyKeys("vpc/main");
        requireThatItGoesOn(LabShop.SHOP);
    }
}
