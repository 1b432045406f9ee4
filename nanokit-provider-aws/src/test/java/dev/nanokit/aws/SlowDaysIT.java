package dev.nanokit.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nanokit.aws.lab.Call;
import dev.nanokit.aws.lab.Lagging;
import dev.nanokit.aws.lab.Lingering;
import dev.nanokit.aws.lab.LittlePages;
import dev.nanokit.aws.lab.OnMoto;
import dev.nanokit.aws.lab.SlowStart;
import dev.nanokit.aws.lab.wire.Refusal;
import dev.nanokit.aws.lab.wire.Stage;
import dev.nanokit.event.NanokitListener;
import dev.nanokit.failure.StepFailure;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An AWS that takes its time, says so late, or says it piece by piece, is waited for, in few calls. */
@OnMoto
@Timeout(300)
final class SlowDaysIT {

    private static final String CHANGED = LabShop.DATA.replace("web:1", "web:2");

    private final LabShop shop = new LabShop();

    @org.junit.jupiter.api.AfterEach
    void close() {
        shop.close();
    }

    private long calls(String name) {
        return shop.lab.calls().stream()
                .filter(call -> call.name().equals(name))
                .count();
    }

    @Test
    void a_database_that_takes_twelve_minutes_and_a_balancer_that_takes_three_are_waited_for_in_few_calls() {
        shop.before(new SlowStart(shop.time, Duration.ofMinutes(12), Duration.ofMinutes(3)), new StorageStage());
        Duration took = shop.took(() -> shop.kit(LabShop.DATA).up());
        assertThat(took).isBetween(Duration.ofMinutes(13), Duration.ofMinutes(15));
        assertThat(calls("rds:DescribeDBInstances")).isLessThan(13 * 60 / 4);
        assertThat(shop.kit(LabShop.DATA).plan().isEmpty()).isTrue();
    }

    @Test
    void a_database_that_takes_longer_than_a_call_may_fails_that_run_by_its_line_and_the_next_takes_it_up() {
        shop.before(new SlowStart(shop.time, Duration.ofMinutes(20), Duration.ofMinutes(3)), new StorageStage());
        List<StepFailure> failures =
                LabShop.failures(() -> shop.kit(LabShop.DATA).up());
        assertThat(failures).singleElement().satisfies(one -> {
            assertThat(one.step()).startsWith("create database/main");
            assertThat(one.position()).isPresent();
        });
        shop.kit(LabShop.DATA).up();
        assertThat(calls("rds:CreateDBInstance")).isEqualTo(1);
        assertThat(shop.kit(LabShop.DATA).plan().isEmpty()).isTrue();
    }

    @Test
    void what_deleted_things_hold_for_minutes_is_waited_for_and_nothing_stays() {
        shop.before(new Lingering(shop.time, Duration.ofMinutes(5)), new StorageStage());
        shop.kit(LabShop.DATA).up();
        shop.lab.forgetCalls();
        List<String> said = new java.util.concurrent.CopyOnWriteArrayList<>();
        Duration took = shop.took(() ->
                shop.kit(LabShop.DATA).listener(progress(said)).deleteAllData().down());
        assertThat(took).isBetween(Duration.ofMinutes(5), Duration.ofMinutes(20));
        assertThat(said).anyMatch(words -> words.contains("is still in use; AWS lets go of it"));
        assertThat(calls("ec2:DeleteSecurityGroup")).isLessThan(4 * 40);
        assertThat(shop.kit(LabShop.DATA).down().plan().steps()).isEmpty();
    }

    @Test
    void what_is_held_for_good_ends_the_run_and_says_where_to_look() {
        shop.before(new Lingering(shop.time, Duration.ofDays(1)));
        shop.kit(LabShop.SHOP).up();
        List<StepFailure> failures =
                LabShop.failures(() -> shop.kit(LabShop.SHOP).down());
        assertThat(failures).anySatisfy(one -> assertThat(one.message())
                .contains("DependencyViolation", "It was waited for 10 minutes", "network interfaces"));
    }

    @Test
    void what_was_just_made_and_is_not_known_yet_is_tried_again_and_nothing_is_there_twice() {
        shop.before(new Lagging(shop.time, Duration.ofSeconds(4), Duration.ofMinutes(5)), new StorageStage());
        shop.kit(LabShop.DATA).up();
        shop.lab.forgetCalls();
        shop.kit(LabShop.DATA).up();
        assertThat(shop.lab.calls()).allMatch(Call::reads);
        shop.kit(CHANGED).up();
        assertThat(shop.kit(CHANGED).plan().isEmpty()).isTrue();
        shop.kit(CHANGED).deleteAllData().down();
        assertThat(shop.kit(CHANGED).down().plan().steps()).isEmpty();
    }

    @Test
    void two_answers_that_are_bad_minutes_apart_do_not_fail_a_step() {
        Set<String> bad = new HashSet<>(Set.of("CreateDBInstance", "AddTagsToResource"));
        Stage once = (request, next) -> {
            synchronized (bad) {
                if (request.service().equals("rds") && bad.remove(request.operation())) {
                    throw new Refusal("InternalFailure", 500, "An internal error has occurred");
                }
            }
            return next.answer(request);
        };
        shop.before(once, new SlowStart(shop.time, Duration.ofMinutes(5), Duration.ofMinutes(3)), new StorageStage());
        shop.kit(LabShop.DATA).up();
        assertThat(bad).isEmpty();
        assertThat(calls("rds:CreateDBInstance")).isEqualTo(2);
        assertThat(shop.kit(LabShop.DATA).plan().isEmpty()).isTrue();
    }

    @Test
    void a_role_that_is_not_known_at_once_does_not_fail_a_service() {
        shop.lab.pace().roleKnown(Duration.ofSeconds(10)).restart(Duration.ofSeconds(6));
        String bare = LabShop.SHOP.replace(", host: web.localhost, depends_on: [api]", "");
        assertThat(shop.took(() -> shop.kit(bare).up())).isBetween(Duration.ofSeconds(10), Duration.ofMinutes(2));
        assertThat(shop.kit(bare).plan().isEmpty()).isTrue();
    }

    @Test
    void lists_in_pages_of_one_hide_nothing() {
        LittlePages pages = new LittlePages();
        shop.before(pages, new StorageStage());
        String two = LabShop.DATA.replace(
                "services:\n",
                "services:\n  api: { image: 'api:1', expose: 8080, host: api.localhost, secrets: { KEY: env://SHOP_KEY } }\n");
        shop.kit(two).up();
        shop.lab.forgetCalls();
        shop.kit(two).up();
        assertThat(shop.lab.calls()).allMatch(Call::reads);
        assertThat(shop.kit(two).plan().isEmpty()).isTrue();
        shop.kit(two).deleteAllData().down();
        assertThat(shop.kit(two).down().plan().steps()).isEmpty();
        assertThat(pages.cut())
                .contains(
                        "ec2:DescribeSubnets",
                        "ec2:DescribeSecurityGroups",
                        "iam:ListRoles",
                        "elasticloadbalancing:DescribeTargetGroups",
                        "ecs:ListServices",
                        "tagging:GetResources");
    }

    private static NanokitListener progress(List<String> said) {
        return event -> said.add(event.toString());
    }
}
