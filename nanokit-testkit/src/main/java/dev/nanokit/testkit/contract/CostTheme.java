package dev.nanokit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What an unchanged world costs. */
abstract class CostTheme extends Theme {

    private static final int MANY = 5;

    CostTheme(Supplier<Bench> bench) {
        super(bench);
    }

    private CallCount counted(String file) {
        CallCount count = new CallCount();
        bench().kit(new InterceptedProvider(harness().provider(), count), file).up();
        return count;
    }

    private String services(int number) {
        StringBuilder services = new StringBuilder("services:\n");
        for (int index = 0; index < number; index++) {
            services.append(Yaml.service("app-" + index, harness().idle("hello")));
        }
        return services.toString();
    }

    @Test
    void a_second_up_writes_nothing() {
        bench().kit(rich()).up();
        assertThat(counted(rich()).writes()).isEmpty();
    }

    @Test
    void what_a_second_up_reads_does_not_grow_with_the_services() {
        bench().kit(services(1)).up();
        int few = counted(services(1)).reads().size();
        bench().kit(services(MANY)).up();
        CallCount many = counted(services(MANY));
        assertThat(many.reads()).hasSizeLessThanOrEqualTo(few + 2);
        assertThat(many.reads().stream().filter("discover"::equals)).hasSize(1);
    }

    @Test
    void plan_status_and_an_unchanged_up_take_no_lease_and_write_nothing() {
        bench().kit(app()).up();
        CallCount count = new CallCount();
        InterceptedProvider counted = new InterceptedProvider(harness().provider(), count);
        bench().kit(counted, app()).plan();
        bench().kit(counted, app()).status();
        bench().kit(counted, app()).up();
        assertThat(count.writes()).isEmpty();
        assertThat(count.reads()).noneMatch(what -> what.endsWith("lease"));
    }

    @Test
    void a_change_of_one_service_writes_to_this_one_only() {
        String other = Yaml.service("second", harness().idle("hello"));
        bench().kit(app() + other).up();
        assertThat(counted(app("env: { VERSION: two }") + other).writes())
                .isNotEmpty()
                .noneMatch(what -> what.contains("second"));
    }

    @Test
    void comments_and_order_of_the_file_change_nothing() {
        String first = Yaml.service(APP, harness().idle("hello"));
        String second = Yaml.service("second", harness().idle("hello"));
        bench().kit("services:\n" + first + second).up();
        assertThat(counted("# another order\nservices:\n" + second + first).writes())
                .isEmpty();
    }

    @Test
    void a_plan_says_what_up_then_does() {
        CallCount count = new CallCount();
        int steps = bench().kit(app()).plan().steps().size();
        bench().kit(new InterceptedProvider(harness().provider(), count), app()).up();
        assertThat(steps).isPositive();
        assertThat(count.writes()).hasSizeLessThanOrEqualTo(steps);
    }
}
