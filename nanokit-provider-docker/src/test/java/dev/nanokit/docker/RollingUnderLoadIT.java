package dev.nanokit.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** No request fails while a service of two instances is rolled. */
@OnDocker
final class RollingUnderLoadIT {

    private static final int ROLLS = 3;

    private final Lab lab = new Lab("roll");

    @AfterEach
    void cleanUp() {
        lab.close();
    }

    private String version(int number) {
        return "services:\n"
                + Lab.page(
                        "web",
                        "version " + number,
                        "    host: web.localhost\n    instances: 2\n    updateStrategy: rolling\n");
    }

    @Test
    void no_request_fails_while_two_instances_are_rolled() throws Exception {
        lab.kit(version(0)).up();
        Load.Result result;
        try (Load load = new Load(lab.gatewayPort(), "web.localhost")) {
            load.begin();
            for (int number = 1; number <= ROLLS; number++) {
                lab.kit(version(number)).up();
                TimeUnit.MILLISECONDS.sleep(300);
            }
            result = load.end();
        }
        System.out.println("rolling under load: " + result);
        assertThat(result.failures()).as("%s", result).isEmpty();
        assertThat(result.requests()).isGreaterThan(500);
        assertThat(result.bodies()).contains("version 0", "version " + ROLLS);
        assertThat(lab.get("web.localhost")).contains("version " + ROLLS);
    }
}
