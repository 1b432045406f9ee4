package dev.nanokit.docker;

import dev.nanokit.Nanokit;
import dev.nanokit.failure.NanokitException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An {@code up} in a process of its own, to be killed or paused. */
final class ChildUp implements AutoCloseable {

    private static final int FAILED = 3;

    private final Process process;
    private final Path said;

    private ChildUp(Process process, Path said) {
        this.process = process;
        this.said = said;
    }

    static ChildUp of(Path file, Duration lease, Duration wait) throws IOException {
        return begin(file, lease, wait, Duration.ZERO);
    }

    /** The project lives in a scope of its own that is over after a while. */
    static ChildUp ephemeral(Path file, Duration life) throws IOException {
        return begin(file, Duration.ofSeconds(2), Duration.ZERO, life);
    }

    private static ChildUp begin(Path file, Duration lease, Duration wait, Duration life) throws IOException {
        Path said = Files.createTempFile(file.toAbsolutePath().getParent(), "said", ".txt");
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ChildUp.class.getName(),
                        file.toString(),
                        lease.toString(),
                        wait.toString(),
                        life.toString()))
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        return new ChildUp(process, said);
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Pauses it, or lets it go on. */
    void signal(String name) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .inheritIO()
                .start();
        if (kill.waitFor() != 0) {
            throw new IllegalStateException("kill -" + name + " failed");
        }
    }

    /** Ends it as SIGKILL does; {@return whether it was still alive} */
    boolean kill() throws InterruptedException {
        boolean alive = process.isAlive();
        process.destroyForcibly().waitFor();
        return alive && process.exitValue() != 0 && process.exitValue() != FAILED;
    }

    /** {@return what it said, once it has ended by itself: {@code done} or the code and message of a failure} */
    String end() throws IOException, InterruptedException {
        if (!process.waitFor(120, TimeUnit.SECONDS)) {
            throw new AssertionError("the other process did not end: " + Files.readString(said));
        }
        return Files.readString(said);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    public static void main(String[] arguments) {
        Duration lease = Duration.parse(arguments[1]);
        Duration wait = Duration.parse(arguments[2]);
        Duration life = Duration.parse(arguments[3]);
        Nanokit kit = Nanokit.load(Path.of(arguments[0]))
                .provider(new DockerProvider())
                .options(o -> o.leaseTime(lease).waitForLease(wait));
        try {
            (life.isZero() ? kit : kit.ephemeral(life)).up();
            System.out.println("done");
        } catch (NanokitException e) {
            System.out.println(e.code() + " " + e.getMessage());
            System.exit(FAILED);
        }
    }
}
