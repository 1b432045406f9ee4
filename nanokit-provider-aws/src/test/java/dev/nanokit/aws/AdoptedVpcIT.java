package dev.nanokit.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nanokit.aws.lab.OnMoto;
import dev.nanokit.failure.ProviderException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** A VPC that is not ours is read as it is, and left as it is. */
@OnMoto
class AdoptedVpcIT {

    private final MotoWire wire = MotoWire.shared();
    private PlaceSession session;
    private String vpc = "";
    private String gateway = "";

    @BeforeEach
    void connect() {
        wire.freshAccount();
        session = new PlaceSession(wire, PlaceSpecs.scope());
        vpc = ec2().createVpc(request -> request.cidrBlock("10.0.0.0/16")).vpc().vpcId();
        gateway = ec2().createInternetGateway().internetGateway().internetGatewayId();
        ec2().attachInternetGateway(
                        request -> request.internetGatewayId(gateway).vpcId(vpc));
    }

    @AfterEach
    void close() {
        session.close();
    }

    private Ec2Client ec2() {
        return session.looks().ec2();
    }

    private Surrounding look() {
        return new AdoptedVpc(session.clients()).look(vpc);
    }

    private String subnet(String zone, int part) {
        return ec2().createSubnet(request ->
                        request.vpcId(vpc).availabilityZone("eu-west-1" + zone).cidrBlock("10.0." + part + ".0/24"))
                .subnet()
                .subnetId();
    }

    private String table(String... subnets) {
        String table = ec2().createRouteTable(request -> request.vpcId(vpc))
                .routeTable()
                .routeTableId();
        for (String subnet : subnets) {
            ec2().associateRouteTable(request -> request.routeTableId(table).subnetId(subnet));
        }
        return table;
    }

    private void lead(String table) {
        ec2().createRoute(request ->
                request.routeTableId(table).destinationCidrBlock("0.0.0.0/0").gatewayId(gateway));
    }

    private String mainTable() {
        return ec2().describeRouteTables(request -> request.filters(
                        Ec2Tags.filter("vpc-id", List.of(vpc)), Ec2Tags.filter("association.main", List.of("true"))))
                .routeTables()
                .get(0)
                .routeTableId();
    }

    @Test
    void subnets_with_a_way_out_are_for_services_and_those_without_for_databases() {
        String first = subnet("a", 1);
        String second = subnet("b", 2);
        String third = subnet("a", 3);
        String fourth = subnet("b", 4);
        lead(table(first, second));
        wire.forget();
        Surrounding around = look();
        assertThat(around.region()).isEqualTo("eu-west-1");
        assertThat(around.publicSubnets()).containsExactly(first, second);
        assertThat(around.privateSubnets()).containsExactly(third, fourth);
        assertThat(wire.calls()).containsExactly("DescribeSubnets", "DescribeRouteTables");
    }

    @Test
    void a_subnet_without_a_table_of_its_own_goes_by_the_main_one() {
        String first = subnet("a", 1);
        String second = subnet("b", 2);
        String closed = subnet("c", 3);
        table(closed);
        lead(mainTable());
        assertThat(look().publicSubnets()).containsExactly(first, second);
    }

    @Test
    void databases_are_beside_services_where_there_is_no_other_room() {
        String first = subnet("a", 1);
        String second = subnet("b", 2);
        lead(mainTable());
        assertThat(look().privateSubnets()).containsExactly(first, second);
    }

    @Test
    void one_subnet_a_zone_is_enough() {
        String one = subnet("a", 1);
        String another = subnet("a", 2);
        String second = subnet("b", 3);
        lead(mainTable());
        assertThat(look().publicSubnets()).hasSize(2).contains(second).containsAnyOf(one, another);
    }

    @Test
    void a_vpc_with_a_way_out_in_one_zone_is_refused() {
        lead(table(subnet("a", 1)));
        subnet("b", 2);
        assertThatThrownBy(this::look)
                .isInstanceOfSatisfying(ProviderException.class, e -> assertThat(e.kind())
                        .isEqualTo(ProviderException.Kind.BAD_CONFIGURATION))
                .hasMessageContaining(vpc)
                .hasMessageContaining("has 1 zones");
    }

    @Test
    void a_vpc_that_is_not_there_is_refused() {
        vpc = "vpc-0123456789abcdef0";
        assertThatThrownBy(this::look)
                .isInstanceOfSatisfying(
                        ProviderException.class, e -> assertThat(e.kind()).isEqualTo(ProviderException.Kind.NOT_FOUND))
                .hasMessageContaining("infra.vpc vpc-0123456789abcdef0");
    }

    @Test
    void what_is_read_comes_back_from_its_plain_form() {
        subnet("a", 1);
        subnet("b", 2);
        lead(mainTable());
        assertThat(Surrounding.of(look().plain())).isEqualTo(look());
        assertThat(Surrounding.of(new Surrounding("eu-west-1", List.of(), List.of()).plain()))
                .isEqualTo(new Surrounding("eu-west-1", List.of(), List.of()));
    }
}
