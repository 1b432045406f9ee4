package dev.nanokit.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The small values of the model. */
final class ValuesTest {

    @ParameterizedTest
    @CsvSource({
        "512mb, 536870912",
        "1gb, 1073741824",
        "1.5gb, 1610612736",
        "20Gi, 21474836480",
        "64K, 65536",
        "1 GiB, 1073741824"
    })
    void sizes_are_read_with_their_unit(String text, long bytes) {
        assertThat(MemorySize.parse(text)).isEqualTo(new MemorySize(bytes));
    }

    @ParameterizedTest
    @ValueSource(strings = {"512", "", "mb", "-1mb", "0mb", "1.2345gb", "1 parsec", "99999999999999mb"})
    void what_is_no_size_is_refused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> MemorySize.parse(text));
    }

    @Test
    void sizes_print_in_the_largest_unit_that_divides_them() {
        assertThat(MemorySize.parse("512mb")).hasToString("512mb");
        assertThat(MemorySize.parse("2048mb")).hasToString("2gb");
        assertThat(new MemorySize(1025)).hasToString("1025b");
    }

    @ParameterizedTest
    @CsvSource({"0.5, 500", "2.0, 2000", "1, 1000", "0.001, 1"})
    void processors_are_read_in_thousandths(String text, int millis) {
        assertThat(Cpu.parse(text)).isEqualTo(new Cpu(millis));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "0.0001", "2000", "two", ""})
    void what_is_no_number_of_processors_is_refused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Cpu.parse(text));
    }

    @Test
    void a_name_has_a_form_for_variables_and_one_for_hosts() {
        assertThat(Name.of("Main-db.2").inVariables()).isEqualTo("MAIN_DB_2");
        assertThat(Name.of("Main_db.2").inHostNames()).isEqualTo("main-db-2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-a", ".a", "a b", "ä", "a/b"})
    void what_is_no_name_is_refused(String text) {
        assertThat(Name.isValid(text)).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> Name.of(text));
    }

    @Test
    void a_secret_shows_itself_to_nobody() {
        assertThat(SecretValue.of("pa55-w0rd")).asString().doesNotContain("pa55-w0rd");
        assertThat(SecretValue.of("pa55-w0rd").reveal()).isEqualTo("pa55-w0rd");
    }

    @Test
    void a_health_check_has_a_deadline() {
        HealthCheck check = HealthCheck.of(new Probe.Automatic());
        assertThat(check.deadline())
                .isEqualTo(check.startPeriod().plus(check.interval().multipliedBy(check.retries())));
        assertThat(check.deadline()).isPositive().isLessThan(Duration.ofMinutes(5));
    }

    @Test
    void a_builder_gives_what_it_was_given() {
        Service service = Service.builder(Name.of("web"), "web:1")
                .expose(new Port(80))
                .instances(3)
                .command(List.of("run"))
                .build();
        assertThat(service.image()).isEqualTo("web:1");
        assertThat(service.instances()).isEqualTo(3);
        assertThat(service.command()).containsExactly("run");
        assertThat(service.updateStrategy()).isEqualTo(UpdateStrategy.RECREATE);
    }
}
