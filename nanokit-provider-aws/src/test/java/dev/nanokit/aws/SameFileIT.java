package dev.nanokit.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nanokit.Nanokit;
import dev.nanokit.aws.lab.AwsLab;
import dev.nanokit.aws.lab.OnMoto;
import dev.nanokit.aws.lab.wire.ApiRequest;
import dev.nanokit.testkit.FakeProvider;
import dev.nanokit.time.TimeSource;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The sample file on AWS, in an account in which others live; the tests of the Docker provider bring up the same one. */
@OnMoto
@Timeout(300)
final class SameFileIT {

    private static final Path FILE = Path.of("..", "samples", "shop", "nanokit.yml");

    private final TimeSource time = FakeProvider.services().time().orElseThrow();
    private final StorageStage storage = new StorageStage();
    private final AwsLab lab = new AwsLab(time).before((request, next) -> storage.answer(creatable(request), next));
    private final Account account = new Account(lab);

    @AfterEach
    void close() throws Exception {
        account.close();
        lab.close();
    }

    /** A record that was created and deleted can be created again on AWS, and never on moto. */
    private static ApiRequest creatable(ApiRequest request) {
        String body = new String(request.body(), StandardCharsets.UTF_8);
        return request.target().contains("/rrset")
                ? request.withBody(body.replace("<Action>CREATE</Action>", "<Action>UPSERT</Action>"))
                : request;
    }

    private Nanokit kit(String yaml) {
        return Nanokit.load(yaml)
                .environment("stage")
                .variable("SHOP_MAIL_KEY", "Tr0ub4dor&3")
                .provider(OnLabTime.of(lab, time));
    }

    private String page() {
        return lab.machine().request("web.nanokit-shop.com", 443, "/");
    }

    @Test
    void goes_up_changes_scales_and_goes_without_a_trace_and_touches_nothing_of_others() throws Exception {
        String yaml = Files.readString(FILE);
        new Neighbours(lab).moveIn();
        time.pause(Duration.ofMinutes(5));
        Map<String, String> before = account.everything();

        kit(yaml).up();
        assertThat(page()).contains("shop one");
        assertThat(kit(yaml).plan().isEmpty()).as(kit(yaml).plan().text()).isTrue();
        String changed = yaml.replace("EDITION: one", "EDITION: two");
        kit(changed).up();
        assertThat(page()).contains("shop two");
        kit(changed).scale("web", 3);
        assertThat(page()).contains("shop two");
        assertThat(account.everything()).as("while we are there").containsAllEntriesOf(before);

        kit(changed).down();
        Map<String, String> kept = account.everything();
        assertThat(kept).containsAllEntriesOf(before);
        kept.keySet().removeAll(before.keySet());
        assertThat(kept.keySet())
                .as("data stays")
                .anyMatch(key -> key.startsWith("database nk-shop-stage-"))
                .anyMatch(key -> key.startsWith("files "))
                .noneMatch(key -> key.startsWith("service ") || key.startsWith("balancer "));
        kit(changed).deleteAllData().down();
        Map<String, String> after = new TreeMap<>(account.everything());
        assertThat(after.remove("table nanokit-leases"))
                .as("belongs to no scope, and stays")
                .isNotNull();
        String snapshot = after.keySet().stream()
                .filter(key -> key.matches("snapshot nk-shop-stage-.*-final-.*"))
                .findFirst()
                .orElseThrow();
        assertThat(after.remove(snapshot))
                .as("stays of a database, outside of local")
                .isNotNull();
        assertThat(after).isEqualTo(before);
    }
}
