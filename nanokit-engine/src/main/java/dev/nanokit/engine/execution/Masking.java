package dev.nanokit.engine.execution;

import dev.nanokit.failure.StepFailure;
import dev.nanokit.model.Project;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Takes the secrets of a project out of what others have said: the log of a program that tells its own, the words of a
 * platform. Immutable and thread-safe; its text form shows nothing.
 */
public final class Masking {

    private static final String STARS = "***";

    /** Shorter ones would stand in every other word. */
    private static final int SHORTEST = 4;

    private final List<String> secrets;

    private Masking(List<String> secrets) {
        this.secrets = secrets;
    }

    /**
     * Makes the masking of a project.
     *
     * @param project whose secrets
     * @return never shows one of them
     */
    public static Masking of(Project project) {
        Stream<String> services = project.services().values().stream()
                .flatMap(service -> service.secrets().values().stream())
                .map(secret -> secret.reveal());
        Stream<String> databases = project.databases().values().stream()
                .map(database -> database.rootPassword().reveal());
        return new Masking(Stream.concat(services, databases)
                .flatMap(secret -> Stream.of(secret, URLEncoder.encode(secret, StandardCharsets.UTF_8)))
                .filter(secret -> secret.length() >= SHORTEST)
                .distinct()
                .sorted(Comparator.comparing(String::length).reversed().thenComparing(Comparator.naturalOrder()))
                .toList());
    }

    String of(String text) {
        String masked = text;
        for (String secret : secrets) {
            masked = masked.replace(secret, STARS);
        }
        return masked;
    }

    StepFailure of(StepFailure failure) {
        return new StepFailure(
                failure.step(),
                failure.code(),
                of(failure.message()),
                failure.position(),
                failure.probes().stream().map(this::of).toList(),
                failure.exitCode(),
                failure.logTail().stream().map(this::of).toList(),
                failure.hint());
    }

    @Override
    public String toString() {
        return "masking of " + secrets.size() + " texts";
    }
}
