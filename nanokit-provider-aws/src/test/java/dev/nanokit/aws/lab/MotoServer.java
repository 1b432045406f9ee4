package dev.nanokit.aws.lab;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * One moto server for all tests of this JVM: started when it is first asked for, killed when the JVM ends. Each test has an
 * account of its own on it, so that nothing is ever reset.
 */
public final class MotoServer {

    /** How one gets moto. */
    public static final String HINT = "pip install 'moto[server]'";

    private static final String PROGRAM = "moto_server";
    private static final long PATIENCE_MILLIS = 30_000;

    private MotoServer() {}

    private static final class Running {
        static final URI ENDPOINT = start();
    }

    /** {@return whether the program is on this machine's path} */
    public static boolean isInstalled() {
        return program().isPresent();
    }

    /** {@return where it answers; starts it if it does not run yet} */
    public static URI endpoint() {
        Assumptions.assumeTrue(isInstalled(), "moto_server is not installed; get it by " + HINT);
        return Running.ENDPOINT;
    }

    private static Optional<Path> program() {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Arrays.stream(path.split(File.pathSeparator, -1))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, PROGRAM))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static URI start() {
        int port = freePort();
        ProcessBuilder builder =
                new ProcessBuilder(program().orElseThrow().toString(), "-H", "127.0.0.1", "-p", Integer.toString(port));
        builder.environment().put("MOTO_ACM_VALIDATION_WAIT", "0");
        builder.environment().put("MOTO_IAM_LOAD_MANAGED_POLICIES", "true");
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        try {
            Process process = builder.start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> kill(process)));
            awaitAnswer(process, port);
            return URI.create("http://127.0.0.1:" + port);
        } catch (IOException e) {
            throw new UncheckedIOException("moto_server does not start", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while moto_server started", e);
        }
    }

    private static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private static void awaitAnswer(Process process, int port) throws InterruptedException {
        for (long waited = 0; waited < PATIENCE_MILLIS; waited += 20) {
            if (!process.isAlive()) {
                throw new IllegalStateException("moto_server ended with exit code " + process.exitValue());
            }
            try (Socket ignored = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return;
            } catch (IOException e) {
                process.waitFor(20, TimeUnit.MILLISECONDS);
            }
        }
        kill(process);
        throw new IllegalStateException("moto_server did not answer within " + PATIENCE_MILLIS + " ms");
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("this machine has no free port", e);
        }
    }
}
