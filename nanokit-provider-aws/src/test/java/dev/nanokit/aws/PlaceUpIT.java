package dev.nanokit.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nanokit.Nanokit;
import dev.nanokit.aws.lab.AwsLab;
import dev.nanokit.aws.lab.Call;
import dev.nanokit.aws.lab.OnMoto;
import dev.nanokit.plan.Plan;
import dev.nanokit.plan.Step;
import dev.nanokit.provider.Scope;
import dev.nanokit.testkit.FakeProvider;
import dev.nanokit.time.TimeSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** What everything stands on comes with the first up, stays as it is, and goes with the last down. */
@OnMoto
@Timeout(300)
final class PlaceUpIT {

    private static final String SHOP =
            """
            name: shop
            infra: { provider: aws, region: eu-west-1 }
            services:
              api: { image: 'busybox', expose: 8080, secrets: { KEY: env://SHOP_KEY } }
            environments: { stage: {} }
            """;

    private final TimeSource time = FakeProvider.services().time().orElseThrow();
    private final AwsLab lab = new AwsLab(time);
    private final Ec2Client ec2 = lab.client(Ec2Client.builder());
    private final IamClient iam = lab.client(IamClient.builder());
    private final SecretsManagerClient secrets = lab.client(SecretsManagerClient.builder());

    @AfterEach
    void close() {
        ec2.close();
        iam.close();
        secrets.close();
        lab.close();
    }

    private Nanokit kit(String yaml) {
        return kit(yaml, "Tr0ub4dor&3");
    }

    private Nanokit kit(String yaml, String word) {
        return Nanokit.load(yaml)
                .environment("stage")
                .variable("SHOP_KEY", word)
                .provider(OnLabTime.of(lab, time));
    }

    private static List<String> changes(Plan plan) {
        return plan.steps().stream()
                .filter(step -> step.action().isChange())
                .map(Step::slot)
                .map(Object::toString)
                .toList();
    }

    private List<String> tagged(String id) {
        return ec2.describeTags(request -> request.filters(Ec2Tags.filter("resource-id", List.of(id)))).tags().stream()
                .map(tag -> tag.key())
                .toList();
    }

    @Test
    void a_network_comes_and_goes_without_a_trace() {
        int before = ec2.describeVpcs().vpcs().size();
        kit(SHOP).up();
        assertThat(ec2.describeVpcs().vpcs()).hasSize(before + 1);
        assertThat(kit(SHOP).plan().isEmpty()).isTrue();
        lab.forgetCalls();
        kit(SHOP).up();
        assertThat(lab.calls()).allMatch(Call::reads);
        kit(SHOP).down();
        assertThat(ec2.describeVpcs().vpcs()).hasSize(before);
        assertThat(iam.listRoles(request -> request.pathPrefix("/nanokit/")).roles())
                .isEmpty();
        assertThat(secrets.listSecrets().secretList()).isEmpty();
    }

    @Test
    void another_secret_is_another_version_of_the_service_and_an_equal_one_is_none() {
        kit(SHOP).up();
        assertThat(kit(SHOP).plan().isEmpty()).isTrue();
        assertThat(changes(kit(SHOP, "another").up().plan())).contains("secret/api", "service/api");
        assertThat(kit(SHOP, "another").plan().isEmpty()).isTrue();
        assertThat(lab.calls().stream()
                        .filter(call -> call.operation().equals("RegisterTaskDefinition"))
                        .map(Call::toString))
                .hasSize(2)
                .noneMatch(text -> text.contains("Tr0ub4dor") || text.contains("another"));
    }

    @Test
    void a_vpc_that_is_there_is_used_and_left_as_it_was() {
        String vpc =
                ec2.createVpc(request -> request.cidrBlock("10.3.0.0/16")).vpc().vpcId();
        String gateway = ec2.createInternetGateway().internetGateway().internetGatewayId();
        ec2.attachInternetGateway(request -> request.internetGatewayId(gateway).vpcId(vpc));
        String table = ec2.describeRouteTables(request -> request.filters(Ec2Tags.filter("vpc-id", List.of(vpc))))
                .routeTables()
                .get(0)
                .routeTableId();
        ec2.createRoute(request ->
                request.routeTableId(table).destinationCidrBlock("0.0.0.0/0").gatewayId(gateway));
        List<String> subnets = Stream.of("a", "b")
                .map(zone -> ec2.createSubnet(request -> request.vpcId(vpc)
                                .availabilityZone("eu-west-1" + zone)
                                .cidrBlock("10.3." + (zone.equals("a") ? 1 : 2) + ".0/24"))
                        .subnet()
                        .subnetId())
                .toList();
        String adopting = SHOP.replace("eu-west-1 }", "eu-west-1, vpc: " + vpc + " }");
        kit(adopting).up();
        assertThat(kit(adopting).plan().isEmpty()).isTrue();
        kit(adopting).down();
        assertThat(ec2.describeSubnets(request -> request.subnetIds(subnets)).subnets())
                .hasSize(2);
        Stream.concat(Stream.of(vpc, gateway, table), subnets.stream())
                .forEach(id -> assertThat(tagged(id)).isEmpty());
        assertThat(ec2.describeSecurityGroups(request -> request.filters(Ec2Tags.filter("vpc-id", List.of(vpc))))
                        .securityGroups())
                .as("AWS's own alone")
                .singleElement()
                .satisfies(group -> assertThat(group.groupName()).isEqualTo("default"));
    }

    /** IAM is not asked here: what a role allows is compared with what there is to allow. */
    @Test
    void roles_allow_what_has_the_longest_of_names() {
        String project = "a_project--with_a_name_that_is_far_too_long.1";
        String yaml = SHOP.replace("name: shop", "name: " + project + "\ncomponent: Front_end.v2-")
                .replace("api:", "a_service_with_a_name_that_is_long_as_well:");
        kit(yaml).up();
        String beginning = ScopeNames.beginning(
                Scope.of(Nanokit.load(yaml).environment("stage").validate()));
        assertThat(names("CreateSecret", "/Name")).isNotEmpty().allMatch(name -> name.startsWith(beginning));
        assertThat(names("CreateLogGroup", "/logGroupName"))
                .isNotEmpty()
                .allMatch(name -> name.startsWith(LogGroup.PREFIX + beginning));
        assertThat(names("RegisterTaskDefinition", "/family"))
                .isNotEmpty()
                .allMatch(name -> name.startsWith(beginning));
        assertThat(names("CreateCluster", "/clusterName")).isNotEmpty().allMatch(name -> name.startsWith(beginning));
        assertThat(kit(yaml).plan().isEmpty()).isTrue();
        kit(yaml).down();
        assertThat(secrets.listSecrets().secretList()).isEmpty();
    }

    private List<String> names(String operation, String field) {
        return lab.calls().stream()
                .filter(call -> call.operation().equals(operation))
                .map(call -> call.parameters().at(field))
                .map(JsonNode::asText)
                .toList();
    }
}
