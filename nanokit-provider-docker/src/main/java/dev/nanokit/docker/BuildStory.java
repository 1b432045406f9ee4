package dev.nanokit.docker;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a build says, as it comes: its steps are told to whoever listens, and the end of what the last one said is kept.
 * Values of arguments are taken out, as they may be secrets. Thread-safe.
 */
final class BuildStory {

    private static final Pattern STEP = Pattern.compile("Step (\\d+)/\\d+ : (.*)");
    private static final int LINES = 20;
    private static final int LONGEST_LINE = 1000;

    /** Shorter ones would stand in every other word. */
    private static final int SHORTEST = 4;

    private final Consumer<String> listener;
    private final List<String> hidden;
    private final StringBuilder line = new StringBuilder();
    private final Deque<String> output = new ArrayDeque<>();
    private int step;
    private String instruction = "";
    private @Nullable String failure;

    BuildStory(Consumer<String> listener, Collection<String> arguments) {
        this.listener = listener;
        this.hidden = arguments.stream()
                .filter(value -> value.length() >= SHORTEST)
                .sorted(Comparator.comparing(String::length).reversed())
                .toList();
    }

    /** Takes a piece of text, which may end in the middle of a line. */
    synchronized void said(String text) {
        for (int index = 0; index < text.length(); index++) {
            char one = text.charAt(index);
            if (one == '\n' || one == '\r') {
                endLine();
            } else if (line.length() < LONGEST_LINE) {
                line.append(one);
            }
        }
    }

    private void endLine() {
        String whole = masked(line.toString().stripTrailing());
        line.setLength(0);
        Matcher begins = STEP.matcher(whole);
        if (begins.matches()) {
            step = Integer.parseInt(begins.group(1));
            instruction = begins.group(2);
            output.clear();
            listener.accept(whole);
        } else if (!whole.isEmpty()) {
            if (output.size() == LINES) {
                output.removeFirst();
            }
            output.addLast(whole);
        }
    }

    /** Takes what the engine says of an image that it pulls for the build. */
    synchronized void pulled(String status) {
        listener.accept(status);
    }

    synchronized void failed(String why) {
        endLine();
        failure = masked(why);
    }

    /** {@return why there is no image} */
    synchronized Optional<String> failure() {
        return Optional.ofNullable(failure);
    }

    /** {@return the number of the step that was last begun} */
    synchronized OptionalInt step() {
        return step == 0 ? OptionalInt.empty() : OptionalInt.of(step);
    }

    /** {@return the instruction of that step} */
    synchronized String instruction() {
        return instruction;
    }

    /** {@return the last lines of what that step said} */
    synchronized List<String> output() {
        return List.copyOf(output);
    }

    private String masked(String text) {
        String masked = text;
        for (String value : hidden) {
            masked = masked.replace(value, "***");
        }
        return masked;
    }
}
