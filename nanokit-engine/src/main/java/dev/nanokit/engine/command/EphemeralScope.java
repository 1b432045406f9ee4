package dev.nanokit.engine.command;

import dev.nanokit.model.Name;
import dev.nanokit.model.Project;
import dev.nanokit.provider.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A scope that lives for a while: its component says until when, so that any later run can tell that it has been
 * forgotten. Immutable and thread-safe.
 */
public final class EphemeralScope {

    private static final int BASE = 36;
    private static final long CHANCES = 36L * 36 * 36 * 36 * 36 * 36;
    private static final Pattern COMPONENT = Pattern.compile("(?:.*-)?ephemeral-([0-9a-z]{1,10})-[0-9a-z]{6}");

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
        return new EphemeralScope("ephemeral-" + Long.toString(until.getEpochSecond(), BASE) + "-"
                + "0".repeat(6 - chance.length()) + chance);
    }

    /**
     * Puts a project into it.
     *
     * @param project the project
     * @return the same as a share of its own
     */
    public Project of(Project project) {
        return project.withComponent(
                Name.of(project.component().map(own -> own.value() + "-").orElse("") + mark));
    }

    /** {@return whether a scope was meant to live for a while, and that while is over} */
    static boolean isOver(Scope scope, Instant now) {
        Optional<Instant> until = scope.component().flatMap(component -> until(component.value()));
        return until.map(now::isAfter).orElse(false);
    }

    private static Optional<Instant> until(String component) {
        Matcher matcher = COMPONENT.matcher(component);
        return matcher.matches()
                ? Optional.of(Instant.ofEpochSecond(Long.parseLong(matcher.group(1), BASE)))
                : Optional.empty();
    }
}
