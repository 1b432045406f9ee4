package dev.nanokit.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.Tag;

/** A service whose number of instances AWS chooses. */
final class ScalingDesignTest {

    private static Designed with(String keys) {
        return new Designed("name: shop\ninfra: { provider: aws, region: eu-west-1 }\nservices:\n  api: { image: i"
                + keys + " }\n");
    }

    private static final String SCALED = ", scale: { min: 2, max: 4, cpu_threshold: 60% }";

    @Test
    void bounds_and_load_stand_beside_the_service() {
        assertThat(with(SCALED).fields("scaling/api"))
                .containsOnly(
                        Map.entry("cluster", "<cluster/main name>"),
                        Map.entry("service", "<service/api name>"),
                        Map.entry("min", "2"),
                        Map.entry("max", "4"),
                        Map.entry("cpu-percent", "60"));
        assertThat(with(SCALED).findings()).isEmpty();
    }

    @Test
    void the_service_itself_says_nothing_of_a_number() {
        assertThat(with(SCALED).fields("service/api")).doesNotContainKey("instances");
        assertThat(with("").fields("service/api")).containsEntry("instances", "1");
        assertThat(with("").slots()).doesNotContain("scaling/api");
    }

    @Test
    void what_the_file_leaves_out_is_as_the_reference_says() {
        assertThat(with(", scale: { max: 3 }").fields("scaling/api"))
                .containsEntry("min", "1")
                .containsEntry("max", "3")
                .containsEntry("cpu-percent", "75");
    }

    @Test
    void one_instance_stays_where_none_would_do_and_the_plan_says_so() {
        Designed designed = with(", scale: { min: 0, max: 3 }");
        assertThat(designed.fields("scaling/api")).containsEntry("min", "1");
        assertThat(designed.findings())
                .singleElement()
                .asString()
                .contains("APPROXIMATED", "services.api.scale", "one instance stays");
    }

    @Test
    void a_number_beside_it_counts_for_nothing_and_the_plan_says_so() {
        assertThat(with(", instances: 3" + SCALED).findings())
                .singleElement()
                .asString()
                .contains("APPROXIMATED", "services.api.instances", "beginning with min");
    }

    @Test
    void a_service_that_is_turned_off_is_not_scaled() {
        Designed designed = with(", instances: 0" + SCALED);
        assertThat(designed.slots()).doesNotContain("scaling/api");
        assertThat(designed.fields("service/api")).containsEntry("instances", "0");
        assertThat(designed.findings()).isEmpty();
    }

    /** An empty number leaves what is there. */
    @ParameterizedTest
    @CsvSource({"2, , ", "3, , ", "9, , ", "0, , 2", "0, 3, 3", "0, 1, 2"})
    void an_update_leaves_the_number_but_of_what_does_not_run(int there, Integer stopped, Integer told) {
        Service.Builder before = Service.builder().serviceArn("arn").desiredCount(there);
        if (stopped != null) {
            before.tags(Tag.builder()
                    .key(EcsServiceKind.STOPPED)
                    .value(stopped.toString())
                    .build());
        }
        ServiceRequest request = new ServiceRequest(with(SCALED).wanted("service/api"), "arn:task", Optional.empty());
        assertThat(request.update(before.build()).desiredCount()).isEqualTo(told);
        assertThat(request.create(Map.of()).desiredCount()).isEqualTo(2);
    }
}
