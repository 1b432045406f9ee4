package dev.nanokit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nanokit.Nanokit;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A write whose answer is lost is said again, and done once. */
abstract class LostAnswerTheme extends Theme {

    private static final int FEW = 3;

    LostAnswerTheme(Supplier<Bench> bench) {
        super(bench);
    }

    private String file(String version) {
        return Yaml.services(
                Yaml.service(APP, harness().idle("hello"), "env: { VERSION: " + version + " }"),
                Yaml.service("second", harness().idle("hello")));
    }

    private Nanokit losing(int writesBefore, String file) {
        return bench().kit(new InterceptedProvider(harness().provider(), new LostAnswer(writesBefore)), file);
    }

    private String world() {
        return World.of(bench().site("").discover());
    }

    @Test
    void the_first_up_is_as_if_every_answer_had_come() {
        bench().kit(file("one")).up();
        String expected = world();
        for (int point : points(3)) {
            bench().kit("").down();
            losing(point, file("one")).up();
            assertThat(world()).as("the answer to write %d was lost", point).isEqualTo(expected);
            assertThat(bench().kit(file("one")).plan().isEmpty()).isTrue();
        }
    }

    @Test
    void a_change_is_as_if_every_answer_had_come() {
        bench().kit(file("two")).up();
        String expected = world();
        for (int point : points(4)) {
            bench().kit(file("one")).up();
            losing(point, file("two")).up();
            assertThat(world()).as("the answer to write %d was lost", point).isEqualTo(expected);
            assertThat(bench().kit(file("two")).plan().isEmpty()).isTrue();
        }
    }

    @Test
    void a_down_is_as_if_every_answer_had_come() {
        for (int point : points(4)) {
            bench().kit(file("one")).up();
            losing(point, "").down();
            assertThat(world()).as("the answer to write %d was lost", point).isEmpty();
        }
    }

    @Test
    void a_switch_behind_the_gateway_is_as_if_every_answer_had_come() {
        if (has(Ability.ROUTES)) {
            bench().kit(routed("two")).up();
            String expected = world();
            for (int point : points(5)) {
                bench().kit(routed("one")).up();
                losing(point, routed("two")).up();
                assertThat(world()).as("the answer to write %d was lost", point).isEqualTo(expected);
                assertThat(harness().request(WEB, bench().gatewayPort())).contains("two");
            }
        }
    }

    @Test
    void a_job_whose_answer_is_lost_is_not_run_again() {
        if (has(Ability.JOBS)) {
            Site site = bench().site(app());
            dev.nanokit.provider.Resource made = site.create(job(site, "once-1", Duration.ofSeconds(2), 0, "done"));
            dev.nanokit.provider.Jobs jobs = bench().duty(dev.nanokit.provider.Jobs.class);
            dev.nanokit.provider.ProgramResult unheard = jobs.run(made, bench().operation());
            java.time.Instant begun = bench().time().now();
            assertThat(jobs.run(made, bench().operation())).isEqualTo(unheard);
            assertThat(Duration.between(begun, bench().time().now())).isLessThan(Duration.ofSeconds(2));
        }
    }

    private List<Integer> points(int several) {
        int most = bench().provider().time().isPresent() ? several * 2 : Math.min(FEW, several);
        return IntStream.range(0, most).boxed().toList();
    }
}
