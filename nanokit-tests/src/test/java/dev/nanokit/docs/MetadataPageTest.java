package dev.nanokit.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nanokit.metadata.InstanceMetadata;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The code of docs/metadata.md stands here. */
final class MetadataPageTest {

    @Test
    void the_instance_says_where_it_is() {
        InstanceMetadata here = InstanceMetadata.read();
        String line = here.service().orElse("-") + " in " + here.zone().orElse("-");
        Map<String, String> labels = here.asVariables();
        assertThat(line).contains(" in ");
        assertThat(labels).allSatisfy((variable, value) -> assertThat(variable).startsWith("NANOKIT_"));
    }
}
