package dev.nanokit.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A request ends, whatever the other end does, and leaves nothing. */
final class MetadataCallTest {

    /** What the other end does with a connection. */
    private interface Script {
        void play(OutputStream out) throws IOException, InterruptedException;
    }

    private Set<Thread> before = Set.of();

    @BeforeEach
    void count() {
        before = Thread.getAllStackTraces().keySet();
    }

    @AfterEach
    void no_thread_stays() throws InterruptedException {
        Set<Thread> after = Set.of();
        for (int look = 0; look < 100; look++) {
            after = Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> !before.contains(thread))
                    .filter(thread -> !thread.getName().equals("script"))
                    // the JDK's own, which watch its idle connections and end by themselves
                    .filter(thread -> !thread.getName().startsWith("Keep-Alive-"))
                    .collect(Collectors.toSet());
            if (after.isEmpty()) {
                return;
            }
            Thread.sleep(50);
        }
        assertThat(after).isEmpty();
    }

    private static Optional<MetadataAnswer> against(Script script) throws IOException {
        return against(script, address -> () -> MetadataCall.get(address, Map.of()));
    }

    private static Optional<MetadataAnswer> against(
            Script script, java.util.function.Function<String, Supplier<Optional<MetadataAnswer>>> call)
            throws IOException {
        try (ServerSocket server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
            Thread thread = new Thread(() -> serve(server, script), "script");
            thread.setDaemon(true);
            thread.start();
            return call.apply("http://127.0.0.1:" + server.getLocalPort() + "/x")
                    .get();
        }
    }

    private static void serve(ServerSocket server, Script script) {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                InputStream in = socket.getInputStream();
                for (int crlf = 0; crlf < 4; ) {
                    int next = in.read();
                    crlf = next == '\r' || next == '\n' ? crlf + 1 : 0;
                }
                script.play(socket.getOutputStream());
            } catch (IOException e) {
                // the caller has had enough
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private static void say(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static void drip(OutputStream out, String text) throws IOException, InterruptedException {
        for (int at = 0; at < text.length(); at++) {
            say(out, text.substring(at, at + 1));
            Thread.sleep(100);
        }
    }

    private static void isSoon(long begun) {
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void an_answer_is_given_with_its_status_and_header() throws IOException {
        assertThat(against(
                        out -> say(out, "HTTP/1.1 200 OK\r\nMetadata-Flavor: Google\r\nContent-Length: 3\r\n\r\nä1")))
                .contains(new MetadataAnswer(200, Optional.of("Google"), "ä1"));
        assertThat(against(out -> say(
                        out, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n1\r\nc\r\n0\r\n\r\n")))
                .contains(new MetadataAnswer(200, Optional.empty(), "abc"));
        assertThat(against(out -> say(out, "HTTP/1.0 404 Not Found\r\n\r\nno")))
                .contains(new MetadataAnswer(404, Optional.empty(), ""));
    }

    @Test
    void an_answer_is_whole_when_it_says_so_though_the_connection_stays_open() throws IOException {
        long begun = System.nanoTime();
        assertThat(against(out -> {
                    say(out, "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\na");
                    Thread.sleep(10_000);
                }))
                .contains(new MetadataAnswer(200, Optional.empty(), "a"));
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void a_redirection_is_not_followed() throws IOException {
        assertThat(against(out ->
                        say(out, "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n")))
                .contains(new MetadataAnswer(302, Optional.empty(), ""));
    }

    @Test
    void silence_ends_at_the_deadline() throws IOException {
        long begun = System.nanoTime();
        assertThat(against(out -> Thread.sleep(10_000))).isEmpty();
        isSoon(begun);
    }

    @Test
    void a_head_that_comes_byte_by_byte_ends_at_the_deadline() throws IOException {
        long begun = System.nanoTime();
        assertThat(against(out -> drip(out, "HTTP/1.1 200 OK\r\nX: " + "x".repeat(100))))
                .isEmpty();
        isSoon(begun);
    }

    @Test
    void a_body_that_comes_byte_by_byte_ends_at_the_deadline() throws IOException {
        for (String head : new String[] {"Content-Length: 100\r\n\r\n", "\r\n"}) {
            long begun = System.nanoTime();
            assertThat(against(out -> {
                        say(out, "HTTP/1.1 200 OK\r\n" + head);
                        drip(out, "x".repeat(100));
                    }))
                    .isEmpty();
            isSoon(begun);
        }
    }

    @Test
    void a_body_that_stops_in_the_middle_of_a_chunk_ends_at_the_deadline() throws IOException {
        long begun = System.nanoTime();
        assertThat(against(out -> {
                    say(out, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n64\r\nabc");
                    Thread.sleep(10_000);
                }))
                .isEmpty();
        isSoon(begun);
    }

    @Test
    void what_is_cut_short_too_long_or_no_text_is_no_answer() throws IOException {
        assertThat(against(out -> say(out, "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc")))
                .isEmpty();
        assertThat(against(out -> {
                    say(out, "HTTP/1.1 200 OK\r\n\r\n");
                    for (int part = 0; part < 300; part++) {
                        say(out, "x".repeat(8192));
                    }
                }))
                .isEmpty();
        assertThat(against(out -> {
                    say(out, "HTTP/1.1 200 OK\r\n\r\n");
                    out.write(new byte[] {(byte) 0xC3, (byte) 0x28});
                }))
                .isEmpty();
        for (String answer : List.of(
                "what is this\r\n\r\n",
                "HTTP/2 200\r\n\r\n",
                "HTTP/1.1 100 Continue\r\n\r\n",
                "HTTP/1.1 99999 OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\nx",
                "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\nx",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\nx\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffff\r\nx",
                "HTTP/1.1 200 OK\r\nX: " + "x".repeat(1 << 20))) {
            assertThat(against(out -> say(out, answer))).as(answer).isEmpty();
        }
        assertThat(against(out -> {})).isEmpty();
    }

    @Test
    void where_nobody_listens_there_is_no_answer() throws IOException {
        int port;
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = server.getLocalPort();
        }
        assertThat(MetadataCall.get("http://127.0.0.1:" + port + "/", Map.of())).isEmpty();
    }

    @Test
    void an_interrupted_caller_waits_no_longer_and_stays_interrupted() throws IOException {
        long begun = System.nanoTime();
        assertThat(against(out -> Thread.sleep(10_000), address -> () -> {
                    Thread.currentThread().interrupt();
                    Optional<MetadataAnswer> answer = MetadataCall.get(address, Map.of());
                    assertThat(Thread.interrupted()).isTrue();
                    return answer;
                }))
                .isEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(1));
    }
}
