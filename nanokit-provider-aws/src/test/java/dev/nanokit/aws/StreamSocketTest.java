package dev.nanokit.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.nanokit.aws.lab.exec.Conversation.Received;
import dev.nanokit.aws.lab.exec.StreamServer;
import dev.nanokit.aws.lab.exec.StreamServer.Play;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class StreamSocketTest {

    private static final char[] PASSWORD = "changeit".toCharArray();
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @TempDir
    Path folder;

    private static SSLSocketFactory usual() {
        return (SSLSocketFactory) SSLSocketFactory.getDefault();
    }

    private SSLContext context(String host) throws IOException, GeneralSecurityException, InterruptedException {
        Path store = folder.resolve(host + ".p12");
        if (!Files.exists(store)) {
            Process keytool = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "keytool")
                                    .toString(),
                            "-genkeypair",
                            "-alias",
                            "a",
                            "-keyalg",
                            "EC",
                            "-dname",
                            "CN=test",
                            "-ext",
                            "san=dns:" + host,
                            "-storetype",
                            "PKCS12",
                            "-keystore",
                            store.toString(),
                            "-storepass",
                            "changeit")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            assertThat(keytool.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream bytes = Files.newInputStream(store)) {
            keys.load(bytes, PASSWORD);
        }
        KeyManagerFactory own = KeyManagerFactory.getInstance("PKIX");
        own.init(keys, PASSWORD);
        TrustManagerFactory trusted = TrustManagerFactory.getInstance("PKIX");
        trusted.init(keys);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
        return context;
    }

    @Test
    void a_session_by_tls_reads_in_slices_without_losing_a_byte() throws Exception {
        SSLContext context = context("localhost");
        Play play = with -> {
            with.welcome();
            Received asked = with.next();
            for (int count = 0; count < 3; count++) {
                sleep(450); // many looks
                with.frame(0x82, asked.bytes().array());
            }
            with.next();
        };
        try (StreamServer server = new StreamServer("wss", context.getServerSocketFactory(), play);
                Socket socket = StreamSocket.connect(server.uri(), context.getSocketFactory(), PATIENCE);
                WebSocket client = WebSocket.open(socket, server.uri(), Map.of(), WebSocket.PING_AFTER, time -> {})) {
            byte[] message = new byte[70_000];
            message[69_999] = 7;
            client.sendBinary(message);
            for (int count = 0; count < 3; count++) {
                assertThat(client.receive()).contains(message);
            }
            assertThat(server.failures()).isEmpty();
        }
    }

    private static void sleep(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void a_certificate_that_nobody_vouches_for_is_refused() throws Exception {
        try (StreamServer server = new StreamServer("wss", context("localhost").getServerSocketFactory(), with -> {})) {
            assertThatExceptionOfType(SSLException.class)
                    .isThrownBy(() -> StreamSocket.connect(server.uri(), usual(), PATIENCE));
        }
    }

    @Test
    void the_certificate_of_another_host_is_refused() throws Exception {
        SSLContext other = context("other.example");
        try (StreamServer server = new StreamServer("wss", other.getServerSocketFactory(), with -> {})) {
            assertThatExceptionOfType(SSLException.class)
                    .isThrownBy(() -> StreamSocket.connect(server.uri(), other.getSocketFactory(), PATIENCE));
        }
    }

    @Test
    void a_peer_that_does_not_shake_hands_is_given_up() throws IOException {
        try (ServerSocket silent = new ServerSocket(0)) {
            URI address = URI.create("wss://localhost:" + silent.getLocalPort());
            assertThatExceptionOfType(SocketTimeoutException.class)
                    .isThrownBy(() -> StreamSocket.connect(address, usual(), Duration.ofMillis(300)));
        }
    }

    @Test
    void a_closed_port_is_told() throws IOException {
        int port;
        try (ServerSocket brief = new ServerSocket(0)) {
            port = brief.getLocalPort();
        }
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> StreamSocket.connect(URI.create("ws://localhost:" + port), usual(), PATIENCE))
                .withMessageContaining("localhost:" + port)
                .withCauseInstanceOf(ConnectException.class);
    }

    @Test
    void an_unknown_host_is_told() {
        assertThatExceptionOfType(UnknownHostException.class)
                .isThrownBy(() -> StreamSocket.connect(URI.create("ws://nowhere.invalid/"), usual(), PATIENCE))
                .withMessageContaining("nowhere.invalid");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://localhost/", "https://localhost/", "file:/etc/passwd", "ws:", "wss:///path", "x", ""})
    void other_addresses_are_refused(String address) {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> StreamSocket.connect(
                        address.equals("ws:") ? URI.create("ws:opaque") : URI.create(address), usual(), PATIENCE));
    }
}
