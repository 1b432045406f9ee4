package dev.nanokit.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nanokit.model.Name;
import dev.nanokit.provider.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RolePoliciesTest {

    private static final Scope SCOPE = new Scope(Name.of("shop"), Optional.empty(), Name.of("stage"));

    /** What AWS lets nobody narrow: https://docs.aws.amazon.com/service-authorization/latest/reference/reference.html. */
    private static final Set<String> WITHOUT_RESOURCE = Set.of(
            "ecr:GetAuthorizationToken",
            "ssmmessages:CreateControlChannel",
            "ssmmessages:CreateDataChannel",
            "ssmmessages:OpenControlChannel",
            "ssmmessages:OpenDataChannel");

    private final ObjectMapper json = new ObjectMapper();
    private final RolePolicies policies = new RolePolicies("eu-central-1");

    private JsonNode statements(String word) throws Exception {
        JsonNode policy = json.readTree(policies.allow(word, SCOPE));
        assertThat(policy.get("Version").asText()).isEqualTo("2012-10-17");
        return policy.get("Statement");
    }

    private static List<String> texts(JsonNode node) {
        List<String> texts = new ArrayList<>();
        node.forEach(one -> texts.add(one.asText()));
        return texts;
    }

    @ParameterizedTest
    @ValueSource(strings = {"start-tasks", "exec", "run-tasks"})
    void no_policy_allows_more_than_it_names(String word) throws Exception {
        for (JsonNode statement : statements(word)) {
            assertThat(statement.get("Effect").asText()).isEqualTo("Allow");
            assertThat(texts(statement.get("Action")))
                    .isNotEmpty()
                    .allMatch(action -> action.matches("[a-z]+:[A-Za-z]+"));
            if (texts(statement.get("Resource")).contains("*")) {
                assertThat(WITHOUT_RESOURCE).containsAll(texts(statement.get("Action")));
            }
            assertThat(texts(statement.get("Resource")))
                    .allMatch(arn -> arn.equals("*") || arn.matches("arn:aws:[a-z]+:[a-z0-9*-]*:\\*:.+"));
        }
    }

    @Test
    void the_role_that_starts_tasks_reads_secrets_and_writes_logs_of_its_scope() throws Exception {
        JsonNode statements = statements("start-tasks");
        assertThat(statements.toString())
                .contains("arn:aws:logs:eu-central-1:*:log-group:/nanokit/nk-shop-stage-*")
                .contains("arn:aws:secretsmanager:eu-central-1:*:secret:nk-shop-stage-*")
                .contains("arn:aws:secretsmanager:eu-central-1:*:secret:rds!*")
                .contains("arn:aws:ecr:*:*:repository/*");
    }

    @Test
    void the_scheduler_hands_roles_of_its_scope_to_tasks_only() throws Exception {
        JsonNode pass = null;
        for (JsonNode statement : statements("run-tasks")) {
            pass = texts(statement.get("Action")).contains("iam:PassRole") ? statement : pass;
        }
        assertThat(pass).isNotNull();
        assertThat(texts(pass.get("Resource"))).containsExactly("arn:aws:iam::*:role/nanokit/shop/stage/*");
        assertThat(pass.at("/Condition/StringEquals").get("iam:PassedToService").asText())
                .isEqualTo("ecs-tasks.amazonaws.com");
        assertThat(statements("run-tasks").toString())
                .contains("arn:aws:ecs:eu-central-1:*:task-definition/nk-shop-stage-*");
    }

    @ParameterizedTest
    @CsvSource({
        "eu-central-1,aws",
        "cn-north-1,aws-cn",
        "us-gov-west-1,aws-us-gov",
        "us-iso-east-1,aws-iso",
        "eu-north-9,aws"
    })
    void arns_have_the_partition_of_the_region(String region, String partition) {
        assertThat(new RolePolicies(region).allow("run-tasks", SCOPE)).contains("arn:" + partition + ":ecs:" + region);
    }

    @Test
    void who_may_take_a_role_is_one_service() throws Exception {
        JsonNode statement = json.readTree(policies.trust("scheduler.amazonaws.com"))
                .get("Statement")
                .get(0);
        assertThat(statement.at("/Principal/Service").asText()).isEqualTo("scheduler.amazonaws.com");
        assertThat(statement.get("Action").asText()).isEqualTo("sts:AssumeRole");
    }

    @Test
    void a_role_that_is_for_one_account_is_taken_for_no_other() throws Exception {
        JsonNode statement = json.readTree(policies.trust("scheduler.amazonaws.com", "123456789012"))
                .get("Statement")
                .get(0);
        assertThat(statement.at("/Principal/Service").asText()).isEqualTo("scheduler.amazonaws.com");
        assertThat(statement
                        .at("/Condition/StringEquals")
                        .get("aws:SourceAccount")
                        .asText())
                .isEqualTo("123456789012");
    }

    @Test
    void a_word_without_a_policy_is_an_error() {
        assertThatThrownBy(() -> policies.allow("all", SCOPE)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void the_path_tells_component_and_environment() {
        assertThat(RolePolicies.path(SCOPE)).isEqualTo("/nanokit/shop/stage/");
        assertThat(RolePolicies.path(new Scope(Name.of("shop"), Optional.of(Name.of("front")), Name.of("stage"))))
                .isEqualTo("/nanokit/shop/front/stage/");
    }
}
