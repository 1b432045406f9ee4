package dev.nanokit.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nanokit.aws.lab.OnMoto;
import dev.nanokit.failure.ProviderException;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.ResourceSpec;
import dev.nanokit.provider.Slot;
import dev.nanokit.provider.Value;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.RouteTableAssociation;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;

/** What the kinds of a network really are on AWS. */
@OnMoto
class NetworkKindsIT {

    private final MotoWire wire = MotoWire.shared();
    private PlaceSession session;

    @BeforeEach
    void connect() {
        wire.freshAccount();
        session = new PlaceSession(wire, PlaceSpecs.scope());
    }

    @AfterEach
    void close() {
        session.close();
    }

    private Ec2Client ec2() {
        return session.looks().ec2();
    }

    private Resource create(Slot slot) {
        return session.create(PlaceSpecs.of(slot));
    }

    private void network() {
        Stream.of(AwsSlots.VPC, AwsSlots.INTERNET_GATEWAY, AwsSlots.publicSubnet(1), AwsSlots.publicSubnet(2))
                .forEach(this::create);
    }

    private software.amazon.awssdk.services.ec2.model.Subnet subnet(Resource subnet) {
        return ec2().describeSubnets(request -> request.subnetIds(subnet.id().value()))
                .subnets()
                .get(0);
    }

    private software.amazon.awssdk.services.ec2.model.RouteTable table(String id) {
        return ec2().describeRouteTables(request -> request.routeTableIds(id))
                .routeTables()
                .get(0);
    }

    private static List<String> subnets(software.amazon.awssdk.services.ec2.model.RouteTable table) {
        return table.associations().stream()
                .map(RouteTableAssociation::subnetId)
                .sorted()
                .toList();
    }

    private List<String> ingress(Resource group) {
        return ec2()
                .describeSecurityGroupRules(request -> request.filters(
                        Ec2Tags.filter("group-id", List.of(group.id().value()))))
                .securityGroupRules()
                .stream()
                .filter(rule -> !rule.isEgress())
                .map(NetworkKindsIT::words)
                .sorted()
                .toList();
    }

    private static String words(SecurityGroupRule rule) {
        String who = rule.referencedGroupInfo() == null
                ? rule.cidrIpv4()
                : rule.referencedGroupInfo().groupId();
        return rule.ipProtocol() + " " + rule.fromPort() + "-" + rule.toPort() + " " + who;
    }

    @Test
    void public_subnets_give_addresses_and_private_ones_do_not() {
        create(AwsSlots.VPC);
        assertThat(subnet(create(AwsSlots.publicSubnet(1))).mapPublicIpOnLaunch())
                .isTrue();
        Resource inside = create(AwsSlots.privateSubnet(1));
        assertThat(subnet(inside).mapPublicIpOnLaunch()).isFalse();
        ResourceSpec open = PlaceSpecs.of(AwsSlots.privateSubnet(1)).toBuilder()
                .field(Foundations.PUBLIC, "true")
                .build();
        session.update(inside, open);
        assertThat(subnet(inside).mapPublicIpOnLaunch()).isTrue();
    }

    @Test
    void subnets_are_in_two_zones_which_are_asked_for_once() {
        create(AwsSlots.VPC);
        wire.forget();
        assertThat(Stream.of(
                                AwsSlots.publicSubnet(1),
                                AwsSlots.publicSubnet(2),
                                AwsSlots.privateSubnet(1),
                                AwsSlots.privateSubnet(2))
                        .map(slot -> subnet(create(slot)))
                        .map(one -> one.availabilityZone() + " " + one.cidrBlock()))
                .containsExactly(
                        "eu-west-1a 10.0.0.0/19",
                        "eu-west-1b 10.0.32.0/19",
                        "eu-west-1a 10.0.64.0/19",
                        "eu-west-1b 10.0.96.0/19");
        assertThat(wire.calls()).containsOnlyOnce("DescribeAvailabilityZones");
    }

    @Test
    void a_zone_that_the_region_lacks_is_an_error_that_says_so() {
        assertThatThrownBy(() -> new Zones(session.clients()).name(4))
                .isInstanceOf(ProviderException.class)
                .hasMessageContaining("eu-west-1 has 3 zones");
    }

    @Test
    void the_gateway_is_attached_to_the_vpc() {
        Resource vpc = create(AwsSlots.VPC);
        Resource gateway = create(AwsSlots.INTERNET_GATEWAY);
        assertThat(ec2().describeInternetGateways(request ->
                                request.internetGatewayIds(gateway.id().value()))
                        .internetGateways()
                        .get(0)
                        .attachments())
                .singleElement()
                .satisfies(one -> assertThat(one.vpcId()).isEqualTo(vpc.id().value()));
        session.update(
                gateway,
                PlaceSpecs.of(AwsSlots.INTERNET_GATEWAY).toBuilder()
                        .field("contract", "more")
                        .build());
    }

    @Test
    void a_gateway_that_is_attached_elsewhere_is_an_error() {
        create(AwsSlots.VPC);
        Resource gateway = create(AwsSlots.INTERNET_GATEWAY);
        String other = ec2().createVpc(request -> request.cidrBlock("10.9.0.0/16"))
                .vpc()
                .vpcId();
        ResourceSpec moved = PlaceSpecs.of(AwsSlots.INTERNET_GATEWAY).toBuilder()
                .field(Foundations.VPC, other)
                .build();
        assertThatThrownBy(() -> session.update(gateway, moved)).hasMessageContaining("Resource.AlreadyAssociated");
    }

    @Test
    void what_aws_does_not_find_yet_is_tried_again() {
        create(AwsSlots.VPC);
        String missing =
                """
                <Response><Errors><Error><Code>InvalidInternetGatewayID.NotFound</Code>\
                <Message>no</Message></Error></Errors><RequestID>1</RequestID></Response>""";
        wire.answer("AttachInternetGateway", 400, missing);
        wire.answer("AttachInternetGateway", 400, missing);
        wire.forget();
        assertThat(create(AwsSlots.INTERNET_GATEWAY).recorded()).isPresent();
        assertThat(wire.calls().stream().filter("AttachInternetGateway"::equals))
                .hasSize(3);
    }

    @Test
    void the_route_table_leads_public_subnets_to_the_gateway() {
        network();
        Resource made = create(AwsSlots.ROUTE_TABLE);
        var table = table(made.id().value());
        assertThat(table.routes())
                .filteredOn(route -> "0.0.0.0/0".equals(route.destinationCidrBlock()))
                .singleElement()
                .satisfies(route -> assertThat(route.gatewayId()).startsWith("igw-"));
        assertThat(subnets(table))
                .containsExactlyInAnyOrder(
                        session.at(AwsSlots.publicSubnet(1)).get(0).id().value(),
                        session.at(AwsSlots.publicSubnet(2)).get(0).id().value());
    }

    @Test
    void the_route_table_is_put_right_where_it_differs() {
        network();
        Resource made = create(AwsSlots.ROUTE_TABLE);
        String id = made.id().value();
        String vpc = session.at(AwsSlots.VPC).get(0).id().value();
        String first = session.at(AwsSlots.publicSubnet(1)).get(0).id().value();
        String second = session.at(AwsSlots.publicSubnet(2)).get(0).id().value();
        String stray = ec2().createSubnet(request -> request.vpcId(vpc).cidrBlock("10.0.200.0/24"))
                .subnet()
                .subnetId();
        ec2().associateRouteTable(request -> request.routeTableId(id).subnetId(stray));
        String other = ec2().createRouteTable(request -> request.vpcId(vpc))
                .routeTable()
                .routeTableId();
        table(id).associations().stream()
                .filter(one -> second.equals(one.subnetId()))
                .forEach(one -> ec2().replaceRouteTableAssociation(request ->
                        request.associationId(one.routeTableAssociationId()).routeTableId(other)));
        String gateway = ec2().createInternetGateway().internetGateway().internetGatewayId();
        ResourceSpec wanted = PlaceSpecs.of(AwsSlots.ROUTE_TABLE).toBuilder()
                .field(Foundations.GATEWAY, gateway)
                .build();
        session.update(made, wanted);
        assertThat(subnets(table(id))).containsExactlyInAnyOrder(first, second);
        assertThat(subnets(table(other))).isEmpty();
        assertThat(table(id).routes()).anyMatch(route -> gateway.equals(route.gatewayId()));
    }

    @Test
    void a_group_lets_in_whom_its_fields_name_and_nobody_else() {
        create(AwsSlots.VPC);
        Resource balancer = create(AwsSlots.BALANCER_GROUP);
        Resource services = create(AwsSlots.SERVICE_GROUP);
        assertThat(ingress(balancer))
                .containsExactly("tcp 443-443 0.0.0.0/0", "tcp 7001-7001 0.0.0.0/0", "tcp 80-80 0.0.0.0/0");
        String group = services.id().value();
        String front = balancer.id().value();
        assertThat(ingress(services))
                .containsExactlyInAnyOrder(
                        "tcp 7000-7000 " + group,
                        "tcp 7000-7000 " + front,
                        "tcp 8080-8080 " + group,
                        "tcp 8080-8080 " + front,
                        "tcp 8081-8081 " + group,
                        "tcp 9000-9000 " + front);
    }

    @Test
    void a_group_is_put_right_and_its_way_out_is_left() {
        create(AwsSlots.VPC);
        Resource group = create(AwsSlots.BALANCER_GROUP);
        ec2().authorizeSecurityGroupIngress(
                        request -> request.groupId(group.id().value())
                                .ipPermissions(
                                        open("tcp", 22, 22, "10.0.0.0/8"),
                                        open("udp", 53, 53, "0.0.0.0/0"),
                                        open("tcp", 80, 90, "0.0.0.0/0"),
                                        open("-1", -1, -1, "10.1.0.0/16")));
        ResourceSpec wanted = ResourceSpec.builder(AwsSlots.BALANCER_GROUP)
                .field(Foundations.VPC, new Value.Reference(AwsSlots.VPC, "id"))
                .field(Foundations.FROM + "443.all", Foundations.ANYWHERE)
                .field(Foundations.FROM + "8443.all", Foundations.ANYWHERE)
                .build();
        session.update(group, wanted);
        assertThat(ingress(group)).containsExactly("tcp 443-443 0.0.0.0/0", "tcp 8443-8443 0.0.0.0/0");
        assertThat(ec2().describeSecurityGroups(
                                request -> request.groupIds(group.id().value()))
                        .securityGroups()
                        .get(0)
                        .ipPermissionsEgress())
                .hasSize(1);
        wire.forget();
        session.update(group, wanted);
        assertThat(wire.calls()).noneMatch(call -> call.startsWith("Authorize") || call.startsWith("Revoke"));
    }

    @Test
    void a_group_whose_rules_were_not_yet_shown_is_put_right_all_the_same() {
        create(AwsSlots.VPC);
        Resource group = create(AwsSlots.BALANCER_GROUP);
        wire.answer(
                "DescribeSecurityGroupRules",
                200,
                """
                <DescribeSecurityGroupRulesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">\
                <securityGroupRuleSet/></DescribeSecurityGroupRulesResponse>""");
        session.update(
                group,
                PlaceSpecs.of(AwsSlots.BALANCER_GROUP).toBuilder()
                        .field(Foundations.FROM + "8443.all", Foundations.ANYWHERE)
                        .build());
        assertThat(ingress(group)).hasSize(4).contains("tcp 8443-8443 0.0.0.0/0");
    }

    @Test
    void a_group_in_another_vpc_may_have_the_name() {
        create(AwsSlots.VPC);
        String name = session.wanted(PlaceSpecs.of(AwsSlots.BALANCER_GROUP)).name();
        String other = ec2().createVpc(request -> request.cidrBlock("10.9.0.0/16"))
                .vpc()
                .vpcId();
        ec2().createSecurityGroup(
                        request -> request.vpcId(other).groupName(name).description("theirs"));
        assertThat(create(AwsSlots.BALANCER_GROUP).name()).isEqualTo(name);
    }

    @Test
    void ours_is_found_among_foreign_ones_of_the_same_name() {
        Resource vpc = create(AwsSlots.VPC);
        for (int number = 0; number < 5; number++) {
            ec2().createTags(request -> request.resources(ec2().createVpc(one -> one.cidrBlock("10.9.0.0/16"))
                            .vpc()
                            .vpcId())
                    .tags(Ec2Tags.sdk(java.util.Map.of(AwsTags.NAME, vpc.name()))));
        }
        assertThat(create(AwsSlots.VPC).id()).isEqualTo(vpc.id());
    }

    private static IpPermission open(String protocol, int from, int to, String who) {
        return IpPermission.builder()
                .ipProtocol(protocol)
                .fromPort(from)
                .toPort(to)
                .ipRanges(IpRange.builder().cidrIp(who).build())
                .build();
    }
}
