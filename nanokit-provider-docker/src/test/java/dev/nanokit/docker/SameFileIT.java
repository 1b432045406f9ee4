package dev.nanokit.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nanokit.Nanokit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The sample file in containers; the tests of the AWS provider bring up the same one. */
@OnDocker
final class SameFileIT {

    private static final Path FILE = Path.of("..", "samples", "shop", "nanokit.yml");

    private final Lab lab = new Lab("same");
    private String yaml = "";

    @BeforeEach
    void read() throws IOException {
        yaml = Files.readString(FILE);
    }

    @AfterEach
    void cleanUp() {
        lab.close();
    }

    /** Only the name and the gateway's port are the test's own. */
    private Nanokit kit(String text) {
        return Nanokit.load(text.replace(
                        "name: shop\n", "name: " + lab.project() + "\ngatewayPort: " + lab.gatewayPort() + "\n"))
                .environment("local")
                .variable("SHOP_MAIL_KEY", "Tr0ub4dor&3")
                .provider(new DockerProvider());
    }

    @Test
    void goes_up_changes_scales_and_goes_without_a_trace() {
        kit(yaml).up();
        assertThat(lab.get("web.localhost")).contains("shop one");
        assertThat(kit(yaml).plan().isEmpty()).as(kit(yaml).plan().text()).isTrue();
        assertThat(kit(yaml)
                        .exec("api", "sh", "-c", "psql \"$MAIN_DB_URL\" -tc 'select count(*) from visits'")
                        .output())
                .containsOnlyOnce("0");

        String changed = yaml.replace("EDITION: one", "EDITION: two");
        kit(changed).up();
        assertThat(lab.get("web.localhost")).contains("shop two");
        kit(changed).scale("web", 3);
        assertThat(webs()).hasSize(3);
        kit(changed).up();
        assertThat(webs()).hasSize(2);

        kit(changed).down();
        assertThat(lab.everything()).as("volumes of the data").hasSize(2);
        kit(changed).deleteAllData().down();
        assertThat(lab.everything()).isEmpty();
    }

    private List<String> webs() {
        return lab.slots().stream()
                .filter(slot -> slot.startsWith("instance/web."))
                .toList();
    }
}
