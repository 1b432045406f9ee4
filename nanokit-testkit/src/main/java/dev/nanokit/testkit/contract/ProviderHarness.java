package dev.nanokit.testkit.contract;

import dev.nanokit.provider.Provider;
import dev.nanokit.provider.ResourceKind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What the contract must know of a provider and its platform. One object serves one test; its project is used by nobody
 * else. Programs are given as lines of YAML: the keys of a service, {@code image} and {@code start} most often.
 *
 * <p>The defaults suit a platform that runs shell commands, and whose gateway is reached on this machine.
 */
public interface ProviderHarness {

    /** {@return the provider; another object may be given each time, the platform behind it is the same} */
    Provider provider();

    /** {@return a project's name of at most 24 lower-case letters, digits and dashes, which nobody else uses} */
    String project();

    /** {@return an image with a shell, as the file names it} */
    String image();

    /**
     * Gives a program that answers HTTP requests on port 8080, or on the port that its platform tells it, and that runs until
     * it is told to end.
     *
     * @param text a word that its page holds
     * @return lines of YAML
     */
    String page(String text);

    /** {@return what stands under {@code infra}, as a map in one line of YAML; default empty} */
    default String infra() {
        return "{}";
    }

    /** {@return what the platform lacks; default nothing} */
    default Set<Ability> lacks() {
        return Set.of();
    }

    /** {@return the longest time that one simple thing takes on the platform; default 20 s} */
    default Duration patience() {
        return Duration.ofSeconds(20);
    }

    /**
     * Gives a program that runs until it is told to end, and listens nowhere.
     *
     * @param lines what it writes to its log first
     * @return lines of YAML
     */
    default String idle(String... lines) {
        StringBuilder script = new StringBuilder("trap \"exit 0\" TERM; ");
        for (String line : lines) {
            script.append("echo ").append(line).append("; ");
        }
        return Yaml.program(image(), script + "while true; do sleep 1 & wait $!; done");
    }

    /** {@return a program that runs and never answers on port 8080, as lines of YAML} */
    default String neverReady() {
        return idle("still waiting");
    }

    /**
     * Gives a program that ends by itself, a second after it was started.
     *
     * @param exitCode its exit code
     * @param line what it writes to its log before
     * @return lines of YAML
     */
    default String exits(int exitCode, String line) {
        return Yaml.program(image(), "echo " + line + "; sleep 1; exit " + exitCode);
    }

    /**
     * Gives a command for a job or for the inside of what runs.
     *
     * @param place where it will run: a job's name, {@code web.prestart-1} for instance, or a service's; only for platforms
     *     that do not really run it
     * @param takes how long it takes
     * @param exitCode its exit code
     * @param line what it writes
     * @return a line for the shell
     */
    default String command(String place, Duration takes, int exitCode, String line) {
        return "echo " + line + "; sleep " + takes.toSeconds() + "; exit " + exitCode;
    }

    /**
     * Makes something that is not Nanokit's behind the provider's back, where that can be done.
     *
     * @param kind what it is to be
     * @param name its name on the platform
     * @return takes it away again; empty, as by default, if it was not made
     */
    default Optional<Runnable> foreign(ResourceKind kind, String name) {
        return Optional.empty();
    }

    /**
     * Tells whether a name that one scope has given is taken for the others too.
     *
     * @param kind of what
     * @return false where names live in something of the scope's own, in its cluster for instance, so that equal ones never
     *     meet; default true
     */
    default boolean isNameSharedByScopes(ResourceKind kind) {
        return true;
    }

    /**
     * Gives the number of writes at which a run is cut: the first, the last, and some between.
     *
     * @return empty, as by default, for each of them where time is simulated, and for two where it is not
     */
    default OptionalInt crashPoints() {
        return OptionalInt.empty();
    }

    /**
     * Asks a service through the gateway.
     *
     * @param service its name; its host is {@code <service>.localhost}
     * @param gatewayPort port of the gateway
     * @return the whole answer; any text without the page's if there is none
     */
    default String request(String service, int gatewayPort) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gatewayPort)) {
            socket.setSoTimeout((int) patience().toMillis());
            String request = "GET / HTTP/1.1\r\nHost: " + service + ".localhost\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** {@return a port of this machine that nobody uses} */
    default int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException("this machine has no free port", e);
        }
    }

    /** Ends whatever the harness itself holds. Called once, after each test. */
    default void cleanUp() {}
}
