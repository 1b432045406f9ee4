package org.example.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nanokit.Deployment;
import dev.nanokit.Nanokit;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

/** The provider is found by its name, and what it runs answers. */
final class FirstUseTest {

    @Test
    void is_found_by_its_name_and_answers() throws IOException, InterruptedException {
        int port = freePort();
        String yaml =
                """
                name: hello
                infra: { provider: embedded }
                services:
                  web: { image: none, start: [say, hello], port: %d, healthcheck: { path: / } }
                """
                        .formatted(port);
        Deployment hello = Nanokit.load(yaml).up();
        URI web = hello.endpoint("web");
        assertThat(web).isEqualTo(URI.create("http://localhost:" + port));
        HttpRequest request = HttpRequest.newBuilder(web).build();
        assertThat(HttpClient.newHttpClient()
                        .send(request, BodyHandlers.ofString())
                        .body())
                .isEqualTo("hello");
        hello.down();
        assertThat(Nanokit.load(yaml).status().isReady()).isFalse();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
