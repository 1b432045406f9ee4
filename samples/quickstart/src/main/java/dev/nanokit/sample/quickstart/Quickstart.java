package dev.nanokit.sample.quickstart;

import dev.nanokit.ConsoleProgress;
import dev.nanokit.Deployment;
import dev.nanokit.Nanokit;
import dev.nanokit.failure.NanokitException;
import dev.nanokit.failure.ProviderException;
import dev.nanokit.failure.RolloutFailedException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Brings nanokit.yml up, shows it answering, and takes it down on Enter or when the input ends. On Docker where an engine
 * answers and has the images or can pull them, else as processes of this machine.
 */
public final class Quickstart {

    private static final int USUAL_PORT = 8080;

    private final PrintStream out;
    private final InputStream in;

    Quickstart(PrintStream out, InputStream in) {
        this.out = out;
        this.in = in;
    }

    /**
     * Runs the sample.
     *
     * @param arguments none
     * @throws IOException if the file or the input cannot be read
     */
    public static void main(String[] arguments) throws IOException {
        new Quickstart(System.out, System.in).run();
    }

    void run() throws IOException {
        Nanokit kit = Nanokit.load(file())
                .variable("GATEWAY_PORT", Integer.toString(freePort()))
                .variable("GREETER", greeter())
                .listener(new ConsoleProgress(out));
        Deployment deployment = up(kit);
        out.println();
        deployment.endpoints().forEach((service, url) -> {
            out.println(service + " at " + url);
            for (int request = 0; request < 2; request++) {
                out.println("    GET " + url + "  ->  " + get(url));
            }
        });
        out.println();
        out.print(deployment.status().text());
        out.println();
        out.println("Press Enter to take it down.");
        int typed = in.read();
        out.println(typed < 0 ? "The input has ended." : "Going down.");
        deployment.down();
    }

    private Deployment up(Nanokit kit) {
        Nanokit docker = kit.environment("local").provider("docker");
        Supplier<Deployment> processes =
                () -> kit.environment("process").provider("process").up();
        try {
            docker.plan();
        } catch (ProviderException e) {
            out.println("Using processes of this machine, as no Docker engine answers: " + e.getMessage());
            return processes.get();
        }
        out.println("Using Docker, as an engine answers. It needs the images busybox:latest and caddy:2.");
        try {
            return docker.up();
        } catch (RolloutFailedException e) {
            boolean imageMissing = e.report().failures().stream()
                    .anyMatch(failure -> failure.code().equals("provider.not-found"));
            docker.down();
            if (!imageMissing) {
                throw e;
            }
            out.println("Using processes of this machine, as the images cannot be had: " + firstLine(e));
            return processes.get();
        }
    }

    private static String firstLine(NanokitException e) {
        return Objects.toString(e.getMessage(), "").lines().findFirst().orElse("");
    }

    /** A name under localhost does not resolve everywhere, so the host is said in the request. */
    private static String get(URI url) {
        int port = url.getPort() < 0 ? 80 : url.getPort();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            String request = "GET / HTTP/1.0\r\nHost: " + url.getAuthority() + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int body = answer.indexOf("\r\n\r\n");
            return body < 0 ? answer : answer.substring(body + 4).strip();
        } catch (IOException e) {
            return "no answer: " + e.getMessage();
        }
    }

    private static String file() throws IOException {
        try (InputStream yaml = Objects.requireNonNull(Quickstart.class.getResourceAsStream("/nanokit.yml"))) {
            return new String(yaml.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String greeter() {
        try {
            Path classes = Path.of(Greeter.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            Path java = Path.of(System.getProperty("java.home"), "bin", "java");
            return "'" + java + "' -cp '" + classes + "' " + Greeter.class.getName();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("classes are not in a file", e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket usual = new ServerSocket(USUAL_PORT)) {
            return usual.getLocalPort();
        } catch (IOException e) {
            try (ServerSocket any = new ServerSocket(0)) {
                return any.getLocalPort();
            }
        }
    }
}
