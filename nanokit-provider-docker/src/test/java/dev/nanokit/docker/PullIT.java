package dev.nanokit.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.AuthConfig;
import com.github.dockerjava.api.model.PushResponseItem;
import dev.nanokit.event.NanokitEvent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** An image that is not on the engine comes from its registry. */
@OnDocker
@EnabledIfEnvironmentVariable(
        named = "NANOKIT_TEST_REGISTRY",
        matches = ".+:\\d+",
        disabledReason = "NANOKIT_TEST_REGISTRY names no registry on loopback that takes pushes")
final class PullIT {

    private final Lab lab = new Lab("pull");

    @AfterEach
    void cleanUp() {
        lab.close();
    }

    @Test
    void a_missing_image_is_pulled_once_and_its_progress_told() throws Exception {
        String repository = System.getenv("NANOKIT_TEST_REGISTRY") + "/" + lab.project();
        lab.client().tagImageCmd(Lab.BUSYBOX, repository, "1").exec();
        lab.client()
                .pushImageCmd(repository)
                .withTag("1")
                .withAuthConfig(new AuthConfig())
                .exec(new ResultCallback.Adapter<PushResponseItem>())
                .awaitCompletion();
        lab.client().removeImageCmd(repository + ":1").exec();
        List<String> progress = new CopyOnWriteArrayList<>();

        lab.kit("services:\n  it: { image: '" + repository + ":1', start: exec sleep 1000, instances: 2 }\n")
                .listener(event -> {
                    if (event instanceof NanokitEvent.StepProgressed progressed) {
                        progress.add(progressed.progress());
                    }
                })
                .up();

        assertThat(lab.names()).hasSize(2);
        assertThat(progress.stream().filter(line -> line.equals("pulling " + repository + ":1")))
                .hasSize(1);
        assertThat(progress).hasSizeGreaterThan(1);
        lab.kit("").down();
        lab.client().removeImageCmd(repository + ":1").exec();
    }
}
