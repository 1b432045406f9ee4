package dev.nanokit.sample.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class QuickstartTest {

    @Test
    void shows_both_services_answering_and_says_what_it_took() throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        new Quickstart(out, InputStream.nullInputStream()).run();
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .containsPattern("Using (Docker|processes of this machine), as ")
                .containsPattern("GET http://greeter.localhost\\S*  ->  Hello from greeter-1 on (docker|process)")
                .containsPattern("GET http://greeter.localhost\\S*  ->  Hello from greeter-2 on (docker|process)")
                .contains("clock at http://clock.localhost")
                .contains("The input has ended.")
                .doesNotContain("no answer");
    }
}
