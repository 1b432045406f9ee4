package dev.nanokit.engine.command;

import dev.nanokit.model.Name;
import dev.nanokit.model.Project;
import dev.nanokit.provider.Scope;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A scope that lives for a while: its component says until when, so that any later run can tell that it has been
 * forgotten. Immutable and thread-safe.
 */
public final class EphemeralScope {

    private static final int BASE = 36;
    private static final long CHANCES = 36L * 36 * 36 * 36 * 36 * 36;
    private static final int LONGEST_COMPONENT = 63;

    /** The proof is made of the rest: no component that somebody chose looks like one. */
    private static final Pattern COMPONENT =
            Pattern.compile("(?:.*-)?(ephemeral-([0-9a-z]{1,10})-[0-9a-z]{6})-([0-9a-f]{8})");

    private final String mark;

    private EphemeralScope(String mark) {
        this.mark = mark;
    }

    /**
     * Begins one, by the time and the chance of the platform.
     *
     * @param link where
     * @param life how long it lives at most
     * @return a scope of its own
     */
    public static EphemeralScope begin(Link link, Duration life) {
        Instant until = link.time().now().plus(life);
        String chance = Long.toString(link.time().random().nextLong(CHANCES), BASE);
        String rest = "ephemeral-" + Long.toString(until.getEpochSecond(), BASE) + "-" + "0".repeat(6 - chance.length())
                + chance;
        return new EphemeralScope(rest + "-" + proof(rest));
    }

    private static String proof(String rest) {
        return UUID.nameUUIDFromBytes(("dev.nanokit/" + rest).getBytes(StandardCharsets.UTF_8))
                .toString()
                .substring(0, 8);
    }

    /**
     * Puts a project into it.
     *
     * @param project the project
     * @return the same as a share of its own
     */
    public Project of(Project project) {
        int room = LONGEST_COMPONENT - mark.length() - 1;
        String own = project.component()
                .map(Name::value)
                .map(name -> name.substring(0, Math.min(name.length(), room)) + "-")
                .orElse("");
        return project.withComponent(Name.of(own + mark));
    }

    /** {@return whether a scope was meant to live for a while, and that while is over} */
    static boolean isOver(Scope scope, Instant now) {
        Optional<Instant> until = scope.component().flatMap(component -> until(component.value()));
        return until.map(now::isAfter).orElse(false);
    }

    private static Optional<Instant> until(String component) {
        Matcher matcher = COMPONENT.matcher(component);
        return matcher.matches() && proof(matcher.group(1)).equals(matcher.group(3))
                ? Optional.of(Instant.ofEpochSecond(Long.parseLong(matcher.group(2), BASE)))
                : Optional.empty();
    }
}
