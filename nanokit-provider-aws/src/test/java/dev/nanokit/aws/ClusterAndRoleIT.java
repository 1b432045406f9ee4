package dev.nanokit.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nanokit.aws.lab.OnMoto;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.ResourceSpec;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.iam.model.GetRolePolicyResponse;

/** What clusters, roles and log groups really are on AWS. */
@OnMoto
class ClusterAndRoleIT {

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

    private String definition(String family, String scope) {
        Tag tag = Tag.builder().key(AwsTags.SCOPE).value(scope).build();
        return session.looks()
                .ecs()
                .registerTaskDefinition(request -> request.family(family)
                        .requiresCompatibilities(Compatibility.FARGATE)
                        .networkMode(NetworkMode.AWSVPC)
                        .cpu("256")
                        .memory("512")
                        .containerDefinitions(ContainerDefinition.builder()
                                .name("one")
                                .image("busybox")
                                .memory(64)
                                .build())
                        .tags(tag))
                .taskDefinition()
                .taskDefinitionArn();
    }

    private List<String> definitions() {
        return session.looks().ecs().listTaskDefinitions().taskDefinitionArns();
    }

    @Test
    void a_cluster_tells_its_account() {
        Resource cluster = session.create(PlaceSpecs.of(AwsSlots.CLUSTER));
        assertThat(cluster.id().value()).startsWith("arn:aws:ecs:eu-west-1:").endsWith("/" + cluster.name());
        assertThat(cluster.facts())
                .containsEntry("name", cluster.name())
                .containsEntry("account", cluster.id().value().split(":", -1)[4]);
        assertThat(session.looks()
                        .ecs()
                        .describeClusters(
                                request -> request.clusters(cluster.name()).includeWithStrings("SETTINGS"))
                        .clusters()
                        .get(0)
                        .settings())
                .singleElement()
                .satisfies(one -> assertThat(one.value()).isEqualTo("disabled"));
    }

    @Test
    void with_the_cluster_go_task_definitions_that_a_dead_run_left() {
        Resource cluster = session.create(PlaceSpecs.of(AwsSlots.CLUSTER));
        for (int number = 0; number < 11; number++) {
            definition("nk-shop-stage-left-" + number, "shop/stage");
        }
        String retired = definition("nk-shop-stage-retired", "shop/stage");
        session.looks().ecs().deregisterTaskDefinition(request -> request.taskDefinition(retired));
        String other = definition("nk-shop-stage-2-web", "shop/stage-2");
        String foreign = definition("theirs", "shop/stage");
        session.delete(cluster);
        assertThat(definitions()).containsExactlyInAnyOrder(other, foreign);
        assertThat(wire.calls().stream().filter("DeleteTaskDefinitions"::equals))
                .as("ten at once")
                .hasSize(2);
    }

    @Test
    void a_cluster_with_nothing_left_behind_costs_one_look_more() {
        Resource cluster = session.create(PlaceSpecs.of(AwsSlots.CLUSTER));
        wire.forget();
        session.delete(cluster);
        assertThat(wire.calls()).containsExactly("DescribeClusters", "GetResources", "DeleteCluster");
    }

    @Test
    void a_cluster_that_is_in_use_is_tried_again() {
        Resource cluster = session.create(PlaceSpecs.of(AwsSlots.CLUSTER));
        wire.answer(
                "DeleteCluster",
                400,
                "{\"__type\":\"ClusterContainsServicesException\",\"message\":\"The Cluster cannot be deleted\"}");
        wire.forget();
        session.delete(cluster);
        assertThat(wire.calls().stream().filter("DeleteCluster"::equals)).hasSize(2);
        assertThat(session.at(AwsSlots.CLUSTER)).isEmpty();
    }

    @Test
    void the_first_cluster_of_an_account_waits_for_the_role_of_ecs() {
        wire.answer(
                "CreateCluster",
                400,
                "{\"__type\":\"InvalidParameterException\",\"message\":\"Unable to assume the service linked role\"}");
        assertThat(session.create(PlaceSpecs.of(AwsSlots.CLUSTER)).recorded()).isPresent();
    }

    private static String plain(String document) {
        return URLDecoder.decode(document, StandardCharsets.UTF_8);
    }

    private GetRolePolicyResponse policy(Resource role) {
        return session.looks().iam().getRolePolicy(request -> request.roleName(role.name())
                .policyName("nanokit"));
    }

    @Test
    void a_role_lies_under_its_scope_and_allows_what_its_field_says() {
        Resource role = session.create(PlaceSpecs.of(AwsSlots.EXECUTION_ROLE));
        RolePolicies policies = new RolePolicies(PlaceSession.REGION);
        var there = session.looks()
                .iam()
                .getRole(request -> request.roleName(role.name()))
                .role();
        assertThat(there.path()).isEqualTo("/nanokit/shop/stage/");
        assertThat(plain(there.assumeRolePolicyDocument())).isEqualTo(policies.trust("ecs-tasks.amazonaws.com"));
        assertThat(plain(policy(role).policyDocument())).isEqualTo(policies.allow("start-tasks", PlaceSpecs.scope()));
        assertThat(role.facts()).containsEntry("arn", there.arn()).containsEntry("name", there.roleName());
    }

    @Test
    void a_role_is_put_right_where_it_differs_and_only_there() {
        Resource role = session.create(PlaceSpecs.of(AwsSlots.TASK_ROLE));
        ResourceSpec other = PlaceSpecs.of(AwsSlots.TASK_ROLE).toBuilder()
                .field(Foundations.TRUSTS, "scheduler.amazonaws.com")
                .field(Foundations.ALLOWS, "run-tasks")
                .build();
        session.update(role, other);
        RolePolicies policies = new RolePolicies(PlaceSession.REGION);
        assertThat(plain(policy(role).policyDocument())).isEqualTo(policies.allow("run-tasks", PlaceSpecs.scope()));
        assertThat(plain(session.looks()
                        .iam()
                        .getRole(request -> request.roleName(role.name()))
                        .role()
                        .assumeRolePolicyDocument()))
                .isEqualTo(policies.trust("scheduler.amazonaws.com"));
        wire.forget();
        session.update(role, other);
        assertThat(wire.calls()).doesNotContain("UpdateAssumeRolePolicy", "PutRolePolicy");
    }

    @Test
    void a_role_goes_with_every_policy_it_was_given() {
        Resource role = session.create(PlaceSpecs.of(AwsSlots.TASK_ROLE));
        session.looks().iam().putRolePolicy(request -> request.roleName(role.name())
                .policyName("theirs")
                .policyDocument(new RolePolicies(PlaceSession.REGION).allow("exec", PlaceSpecs.scope())));
        String managed = session.looks()
                .iam()
                .createPolicy(request -> request.policyName("managed")
                        .policyDocument(new RolePolicies(PlaceSession.REGION).allow("exec", PlaceSpecs.scope())))
                .policy()
                .arn();
        session.looks().iam().attachRolePolicy(request -> request.roleName(role.name())
                .policyArn(managed));
        session.delete(role);
        assertThat(session.at(AwsSlots.TASK_ROLE)).isEmpty();
        assertThat(session.looks()
                        .iam()
                        .getPolicy(request -> request.policyArn(managed))
                        .policy())
                .as("what is not ours is only taken off")
                .isNotNull();
    }

    @Test
    void a_role_of_a_component_with_the_name_of_the_environment_is_not_looked_at() {
        session.create(PlaceSpecs.of(AwsSlots.TASK_ROLE));
        session.looks().iam().createRole(request -> request.roleName("other")
                .path("/nanokit/shop/stage/prod/")
                .assumeRolePolicyDocument(new RolePolicies(PlaceSession.REGION).trust("ecs.amazonaws.com")));
        wire.forget();
        assertThat(session.at(AwsSlots.TASK_ROLE)).hasSize(1);
        assertThat(wire.calls()).containsOnlyOnce("ListRoleTags");
    }

    @Test
    void a_log_group_keeps_what_is_said_for_as_long_as_its_field_says() {
        Resource group = session.create(PlaceSpecs.of(AwsSlots.LOG_GROUP));
        assertThat(group.facts().get("name")).startsWith("/nanokit/nk-shop-stage-log-group-main-");
        assertThat(group.facts()).containsEntry("name", LogGroup.PREFIX + group.name());
        assertThat(group.id().value()).endsWith(":log-group:" + LogGroup.PREFIX + group.name());
        assertThat(days(group)).isEqualTo(30);
        session.update(
                group,
                PlaceSpecs.of(AwsSlots.LOG_GROUP).toBuilder()
                        .field(Foundations.RETENTION, "7")
                        .build());
        assertThat(days(group)).isEqualTo(7);
    }

    private int days(Resource group) {
        return session.looks()
                .logs()
                .describeLogGroups(request -> request.logGroupNamePrefix(LogGroup.PREFIX + group.name()))
                .logGroups()
                .get(0)
                .retentionInDays();
    }

    @Test
    void groups_of_other_scopes_are_not_looked_at() {
        session.create(PlaceSpecs.of(AwsSlots.LOG_GROUP));
        session.looks().logs().createLogGroup(request -> request.logGroupName(
                        "/nanokit/nk-other-stage-log-group-main-00000000")
                .tags(Map.of("a", "b")));
        wire.forget();
        assertThat(session.at(AwsSlots.LOG_GROUP)).hasSize(1);
        assertThat(wire.calls()).containsOnlyOnce("ListTagsForResource");
    }
}
