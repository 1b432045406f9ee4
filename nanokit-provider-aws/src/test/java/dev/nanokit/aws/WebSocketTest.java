package dev.nanokit.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.nanokit.aws.lab.exec.Conversation;
import dev.nanokit.aws.lab.exec.Conversation.Received;
import dev.nanokit.aws.lab.exec.StreamServer;
import dev.nanokit.aws.lab.exec.StreamServer.Play;
import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
final class WebSocketTest {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static WebSocket open(StreamServer server, Consumer<Duration> pause) throws IOException {
        return open(server, WebSocket.PING_AFTER, pause);
    }

    private static WebSocket open(StreamServer server, Duration pingAfter, Consumer<Duration> pause)
            throws IOException {
        Socket socket = StreamSocket.connect(server.uri(), (SSLSocketFactory) SSLSocketFactory.getDefault(), PATIENCE);
        return WebSocket.open(socket, server.uri(), Map.of("X-Extra", List.of("a", "b")), pingAfter, pause);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(Optional<byte[]> message) {
        return new String(message.orElseThrow(), StandardCharsets.UTF_8);
    }

    @Test
    void messages_go_both_ways() throws IOException {
        try (StreamServer server = new StreamServer(with -> {
            with.welcome();
            while (true) {
                Received frame = with.next();
                byte[] payload = frame.bytes().array();
                with.frame(0x80 | frame.opcode(), payload);
            }
        })) {
            try (WebSocket socket = open(server, WebSocketTest::sleep)) {
                for (int length : new int[] {0, 1, 125, 126, 65_535, 65_536, 300_000}) {
                    byte[] message = new byte[length];
                    Arrays.fill(message, (byte) length);
                    socket.sendBinary(message);
                    assertThat(socket.receive()).contains(message);
                }
                socket.sendText(bytes("ä"));
                assertThat(text(socket.receive())).isEqualTo("ä");
            }
            assertThat(server.failures()).isEmpty();
        }
    }

    @Test
    void the_request_is_that_of_a_websocket() throws IOException {
        try (StreamServer server = new StreamServer(Conversation::welcome)) {
            open(server, WebSocketTest::sleep).close();
            URI address = server.uri();
            assertThat(server.conversations().get(0).head().split("\r\n", -1))
                    .startsWith("GET " + address.getRawPath() + "?" + address.getRawQuery() + " HTTP/1.1")
                    .contains("Host: localhost:" + address.getPort())
                    .contains("Upgrade: websocket")
                    .contains("Connection: Upgrade")
                    .contains("Sec-WebSocket-Version: 13")
                    .contains("X-Extra: a", "X-Extra: b");
        }
    }

    @Test
    void frames_that_came_with_the_answer_are_not_lost() throws IOException {
        Play play = with -> {
            String head = "HTTP/1.1 101 x\r\nconnection: keep-alive, UPGRADE\r\nupgrade: WebSocket\r\n"
                    + "sec-websocket-accept:" + with.accept() + "\r\n\r\n";
            byte[] first = Conversation.bytes(0x82, new byte[] {(byte) 0xe4, (byte) 0xff, 0, 13, 10});
            byte[] all = Arrays.copyOf(bytes(head), head.length() + first.length);
            System.arraycopy(first, 0, all, head.length(), first.length);
            with.raw(all);
            with.next();
        };
        try (StreamServer server = new StreamServer(play);
                WebSocket socket = open(server, WebSocketTest::sleep)) {
            assertThat(socket.receive()).contains(new byte[] {(byte) 0xe4, (byte) 0xff, 0, 13, 10});
        }
    }

    @Test
    void an_answer_may_dribble_in() throws IOException {
        Play play = with -> {
            String head = "HTTP/1.1 101 x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Accept: "
                    + with.accept() + "\r\n\r\n";
            for (char c : (head + "\u0082\u0002hi").toCharArray()) {
                with.raw((byte) c);
                pause(2);
            }
            with.next();
        };
        try (StreamServer server = new StreamServer(play);
                WebSocket socket = open(server, WebSocketTest::sleep)) {
            assertThat(text(socket.receive())).isEqualTo("hi");
        }
    }

    private static void sleep(Duration time) {
        if (!time.isZero()) {
            pause((int) time.toMillis());
        }
    }

    private static void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 301, 400, 401, 403, 426, 500, 503})
    void a_server_that_does_not_want_to_is_told_apart(int status) throws IOException {
        Play play = with -> with.raw("HTTP/1.1 " + status + " Because\r\nContent-Length: 6\r\n\r\nSECRET");
        try (StreamServer server = new StreamServer(play)) {
            assertThatExceptionOfType(WebSocketUpgrade.RefusedException.class)
                    .isThrownBy(() -> open(server, WebSocketTest::sleep))
                    .withMessageContaining(Integer.toString(status))
                    .satisfies(e -> assertThat(e.getMessage()).doesNotContain("SECRET"))
                    .matches(e -> e.isDenial() == (status == 401 || status == 403));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 101 x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n",
                "HTTP/1.1 101 x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: AAAA\r\n\r\n",
                "HTTP/1.1 101 x\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: %s\r\n\r\n",
                "HTTP/1.1 101 x\r\nUpgrade: h2c\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: %s\r\n\r\n",
                "HTTP/1.1 101 x\r\nUpgrade: websocket\r\nSec-WebSocket-Accept: %s\r\n\r\n",
                "HTTP/1.1 101 x\r\nUpgrade: websocket\r\nConnection: close\r\nSec-WebSocket-Accept: %s\r\n\r\n",
                "HTTP/1.1 101 x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: %s\r\n"
                        + "Sec-WebSocket-Extensions: permessage-deflate\r\n\r\n",
                "HTTP/1.1 101 x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: %s\r\n"
                        + "Sec-WebSocket-Protocol: chat\r\n\r\n",
                "HTTP/1.0 101 x\r\n\r\n",
                "HTTP/1.1 abc x\r\n\r\n",
                "SSH-2.0-x\r\n\r\n",
                "\r\n\r\n",
            })
    void another_answer_is_an_error(String answer) throws IOException {
        Play play = with -> with.raw(answer.replace("%s", with.accept()));
        try (StreamServer server = new StreamServer(play)) {
            assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> open(server, WebSocketTest::sleep));
        }
    }

    @Test
    void an_answer_without_end_is_given_up() throws IOException {
        Play play = with -> {
            with.raw("HTTP/1.1 101 x\r\n");
            while (true) {
                with.raw("X: " + "y".repeat(1000) + "\r\n");
            }
        };
        try (StreamServer server = new StreamServer(play)) {
            assertThatExceptionOfType(ProtocolException.class)
                    .isThrownBy(() -> open(server, WebSocketTest::sleep))
                    .withMessageContaining("does not end");
        }
    }

    @Test
    void a_server_that_hangs_up_instead_of_answering_is_an_error() throws IOException {
        try (StreamServer server = new StreamServer(with -> {})) {
            assertThatExceptionOfType(EOFException.class).isThrownBy(() -> open(server, WebSocketTest::sleep));
        }
    }

    @Test
    void pings_are_answered_in_the_middle_of_a_message_too() throws IOException {
        CountDownLatch answered = new CountDownLatch(2);
        Play play = with -> {
            with.welcome();
            with.frame(0x01, bytes("one "));
            with.frame(0x89, bytes("are you there"));
            Received pong = with.next();
            assertThat(pong.opcode()).isEqualTo(10);
            assertThat(pong.text()).isEqualTo("are you there");
            answered.countDown();
            with.frame(0x8a, bytes("nobody asked"));
            with.frame(0x00, bytes("two "));
            with.frame(0x89, new byte[0]);
            assertThat(with.next().text()).isEmpty();
            answered.countDown();
            with.frame(0x80, bytes("three"));
            with.next();
        };
        try (StreamServer server = new StreamServer(play);
                WebSocket socket = open(server, WebSocketTest::sleep)) {
            assertThat(text(socket.receive())).isEqualTo("one two three");
            assertThat(answered.getCount()).isZero();
            assertThat(server.failures()).isEmpty();
        }
    }

    @Test
    void a_close_is_told_with_its_reason() throws IOException {
        for (String reason : List.of("", "going away, ä")) {
            Play play = with -> {
                with.welcome();
                with.frame(0x81, bytes("last"));
                byte[] close = new byte[2 + bytes(reason).length];
                close[0] = 3;
                close[1] = (byte) 0xe9;
                System.arraycopy(bytes(reason), 0, close, 2, close.length - 2);
                with.frame(0x88, close);
                with.next();
            };
            try (StreamServer server = new StreamServer(play);
                    WebSocket socket = open(server, WebSocketTest::sleep)) {
                assertThat(text(socket.receive())).isEqualTo("last");
                assertThat(socket.receive()).isEmpty();
                assertThat(socket.farewell()).isEqualTo(reason.isEmpty() ? "1001" : "1001, " + reason);
            }
        }
    }

    @Test
    void a_close_without_words_is_a_close() throws IOException {
        for (byte[] payload : List.of(new byte[0], new byte[] {3})) {
            Play play = with -> {
                with.welcome();
                with.frame(0x88, payload);
                with.next();
            };
            try (StreamServer server = new StreamServer(play);
                    WebSocket socket = open(server, WebSocketTest::sleep)) {
                assertThat(socket.receive()).isEmpty();
                assertThat(socket.farewell()).isEmpty();
            }
        }
    }

    @Test
    void an_end_without_a_close_is_an_error() throws IOException {
        for (byte[] last : List.of(new byte[0], new byte[] {(byte) 0x82, 5, 'h', 'a'}, new byte[] {0x01, 1, 'x'})) {
            Play play = with -> {
                with.welcome();
                with.raw(last);
            };
            try (StreamServer server = new StreamServer(play);
                    WebSocket socket = open(server, WebSocketTest::sleep)) {
                assertThatExceptionOfType(EOFException.class).isThrownBy(socket::receive);
            }
        }
    }

    @Test
    void parts_that_are_out_of_place_are_an_error() throws IOException {
        refused(with -> with.frame(0x80, bytes("no beginning")));
        refused(with -> {
            with.frame(0x02, bytes("one"));
            with.frame(0x82, bytes("another"));
        });
        refused(with -> {
            with.frame(0x82, bytes("whole"));
            with.frame(0x80, bytes("more"));
        });
    }

    @Test
    void a_message_of_too_many_parts_is_given_up() throws IOException {
        refused(with -> {
            with.frame(0x02, new byte[1000]);
            while (true) {
                with.frame(0x00, new byte[100_000]);
            }
        });
    }

    private static void refused(Play frames) throws IOException {
        Play play = with -> {
            with.welcome();
            frames.play(with);
            with.next();
        };
        try (StreamServer server = new StreamServer(play);
                WebSocket socket = open(server, WebSocketTest::sleep)) {
            assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> {
                Optional<byte[]> message;
                do {
                    message = socket.receive();
                } while (message.isPresent());
            });
        }
    }

    @Test
    void silence_is_waited_out_and_filled_with_pings() throws IOException {
        AtomicInteger looks = new AtomicInteger();
        Play play = with -> {
            with.welcome();
            for (int count = 0; count < 3; count++) {
                assertThat(with.next().opcode()).isEqualTo(9);
            }
            with.frame(0x82, bytes("awake"));
            with.next();
        };
        try (StreamServer server = new StreamServer(play);
                WebSocket socket = open(server, Duration.ofMillis(200), time -> {
                    looks.incrementAndGet();
                    sleep(time);
                })) {
            assertThat(text(socket.receive())).isEqualTo("awake");
            assertThat(looks.get()).isGreaterThanOrEqualTo(4);
            assertThat(server.failures()).isEmpty();
        }
    }

    @Test
    void whoever_it_waits_for_may_end_the_wait() throws IOException {
        AtomicInteger left = new AtomicInteger(4);
        Play play = with -> {
            with.welcome();
            with.next();
        };
        try (StreamServer server = new StreamServer(play);
                WebSocket socket = open(server, time -> {
                    if (left.decrementAndGet() < 0) {
                        throw new IllegalStateException("enough");
                    }
                })) {
            assertThatExceptionOfType(IllegalStateException.class).isThrownBy(socket::receive);
        }
    }

    @Test
    void a_flood_does_not_keep_it_from_asking() throws IOException {
        AtomicInteger left = new AtomicInteger(50);
        Play play = with -> {
            with.welcome();
            while (true) {
                with.frame(0x8a, new byte[100]);
            }
        };
        try (StreamServer server = new StreamServer(play);
                WebSocket socket = open(server, time -> {
                    if (left.decrementAndGet() < 0) {
                        throw new IllegalStateException("enough");
                    }
                })) {
            assertThatExceptionOfType(IllegalStateException.class).isThrownBy(socket::receive);
        }
    }

    @Test
    void an_interrupt_ends_a_wait_at_once() throws IOException {
        Play play = with -> {
            with.welcome();
            with.next();
        };
        Thread reader = Thread.currentThread();
        try (StreamServer server = new StreamServer(play);
                WebSocket socket = open(server, WebSocketTest::sleep)) {
            Thread stranger = new Thread(reader::interrupt);
            stranger.start();
            assertThatExceptionOfType(IOException.class).isThrownBy(socket::receive);
            assertThat(Thread.interrupted()).isTrue();
        } finally {
            Thread.interrupted();
        }
    }

    /** What a peer that does not read keeps from being written would else hold the thread for ever. */
    @Test
    void an_interrupt_ends_a_write_that_nobody_reads() throws IOException {
        CountDownLatch over = new CountDownLatch(1);
        Play play = with -> {
            with.welcome();
            try {
                over.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        };
        Thread writer = Thread.currentThread();
        try (StreamServer server = new StreamServer(play);
                WebSocket socket = open(server, WebSocketTest::sleep)) {
            Thread stranger = new Thread(() -> {
                pause(300);
                writer.interrupt();
            });
            stranger.start();
            assertThatExceptionOfType(IOException.class).isThrownBy(() -> {
                while (true) {
                    socket.sendBinary(new byte[100_000]);
                }
            });
            assertThat(Thread.interrupted()).isTrue();
        } finally {
            Thread.interrupted();
            over.countDown();
        }
    }

    @Test
    void closing_says_good_bye_and_can_be_said_twice() throws IOException, InterruptedException {
        CountDownLatch over = new CountDownLatch(1);
        Play play = with -> {
            with.welcome();
            Received close = with.next();
            assertThat(close.opcode()).isEqualTo(8);
            assertThat(close.bytes().getShort(0)).isEqualTo((short) 1000);
            over.countDown();
        };
        try (StreamServer server = new StreamServer(play)) {
            WebSocket socket = open(server, WebSocketTest::sleep);
            socket.close();
            socket.close();
            over.await();
            assertThat(server.failures()).isEmpty();
        }
    }

    @Test
    void it_starts_no_thread() throws IOException {
        try (StreamServer server = new StreamServer(with -> {
            with.welcome();
            with.frame(0x82, bytes("hi"));
            with.next();
        })) {
            Set<Thread> before = Thread.getAllStackTraces().keySet();
            try (WebSocket socket = open(server, WebSocketTest::sleep)) {
                assertThat(text(socket.receive())).isEqualTo("hi");
                assertThat(Thread.getAllStackTraces().keySet())
                        .filteredOn(thread -> !before.contains(thread))
                        .extracting(Thread::getName)
                        .containsOnly("stream-server");
            }
        }
    }
}
