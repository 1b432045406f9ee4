package dev.nanokit.testkit.assertj;

import static dev.nanokit.testkit.assertj.NanokitAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nanokit.DeploymentPlan;
import dev.nanokit.plan.Action;
import dev.nanokit.plan.Plan;
import dev.nanokit.testkit.FakeProvider;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class PlanAssertTest {

    private final DeploymentPlan plan =
            Shop.open(FakeProvider.instances()).load(Shop.NEW).plan();
    private final DeploymentPlan nothing =
            Shop.open(FakeProvider.instances()).load(Shop.OLD).plan();

    private void fails(Consumer<PlanAssert> sentence, String message) {
        assertThatThrownBy(() -> sentence.accept(assertThat(plan)))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith(message)
                .hasMessageContaining("\nThe plan:\n  plan for shop/local: ")
                .hasMessageContaining("+ create instance/api.1@");
    }

    @Test
    void what_a_new_version_does_reads_as_sentences() {
        assertThat(plan)
                .isNotEmpty()
                .replaces("api", "instance/api.2")
                .creates("api")
                .stops("api")
                .deletes("job", "instance/job.1")
                .touchesOnly("api", "job")
                .leavesAlone("web", "main")
                .keepsData("main")
                .hasStep(Action.CREATE, "instance/api.1")
                .hasCause("api", "~image=api:2")
                .hasCause("instance/job.1", "left over")
                .doesNotShow("pa55-w0rd");
        assertThat(nothing).isEmpty().leavesAlone("api", "web", "main").touchesOnly();
    }

    @Test
    void on_a_platform_that_rolls_by_itself_an_update_replaces() {
        Plan rolled = Shop.open(FakeProvider.services()).load(Shop.NEW).plan();
        assertThat(rolled).replaces("api").updates("api").deletes("job").touchesOnly("api", "job");
    }

    @Test
    void an_order_is_one_of_waiting_not_of_lines() {
        assertThat(plan)
                .inOrder(
                        "create instance/api.1",
                        "await instance/api.1",
                        "switch members/api",
                        "stop instance/api.1",
                        "delete instance/api.1")
                .inOrder("switch members/api", "create instance/api.2");
        fails(
                it -> it.inOrder("delete instance/api.1", "create instance/api.2"),
                "Expected the plan to do 'delete instance/api.1' before 'create instance/api.2'");
        fails(it -> it.inOrder("create instance/ap"), "Expected the plan to have a step 'create instance/ap'");
    }

    @Test
    void a_failure_says_what_was_expected_and_shows_the_plan() {
        fails(PlanAssert::isEmpty, "Expected the plan to change nothing");
        fails(it -> it.creates("web"), "Expected the plan to create web");
        fails(it -> it.updates("api"), "Expected the plan to update api");
        fails(it -> it.starts("api"), "Expected the plan to start api");
        fails(it -> it.stops("web"), "Expected the plan to stop web");
        fails(it -> it.deletes("api", "web"), "Expected the plan to delete web");
        fails(it -> it.replaces("api", "job"), "Expected the plan to replace job");
        fails(
                it -> it.touchesOnly("api"),
                "Expected the plan to touch only api, but there is also: delete instance/job.1@");
        fails(
                it -> it.touchesOnly("api", "job", "web"),
                "Expected the plan to touch only api, job, web, but untouched is: web");
        fails(it -> it.leavesAlone("job"), "Expected the plan to leave job alone, but it touches instance/job.1");
        fails(it -> it.hasStep(Action.DELETE, "instance/web.1"), "Expected the plan to delete instance/web.1");
        fails(
                it -> it.hasCause("api", "~memory"),
                "Expected the plan to touch api because of '~memory', but its causes are [");
        assertThatThrownBy(() -> assertThat(nothing).isNotEmpty())
                .hasMessageStartingWith("Expected the plan to change something")
                .hasMessageContaining("nothing to change");
    }

    @Test
    void data_that_a_plan_deletes_is_not_kept() {
        DeploymentPlan down = Shop.open(FakeProvider.instances())
                .load("name: shop\nservices: {}\n")
                .deleteData("main")
                .plan();
        assertThatThrownBy(() -> assertThat(down).keepsData("main"))
                .hasMessageStartingWith("Expected the plan to keep the data of main, but it deletes ");
    }

    @Test
    void a_text_that_shows_is_not_shown_again_by_the_failure() {
        assertThatThrownBy(() -> assertThat(plan).doesNotShow("~image=api:2"))
                .hasMessage("Expected the plan not to show a text that it shows");
    }

    @Test
    void a_description_comes_first_and_there_must_be_a_plan() {
        assertThatThrownBy(() -> assertThat(plan).as("the second release").isEmpty())
                .hasMessageStartingWith("[the second release] Expected the plan to change nothing");
        Plan none = null;
        assertThatThrownBy(() -> assertThat(none).isEmpty()).hasMessageContaining("not to be null");
        assertThat("AssertJ's own stand beside").isNotEmpty();
    }
}
