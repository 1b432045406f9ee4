package dev.nanokit.aws;

import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * A command as ECS Exec is given it: one text, which the agent splits into words by quotes as a shell does
 * (https://github.com/google/shlex), and starts in a pseudo terminal. ECS tells no exit code, so a shell tells it, behind a
 * word that nobody can know beforehand, which also ends the output. Nobody types anything: what the command reads is empty.
 * Immutable.
 */
final class MarkedCommand {

    private final List<String> command;
    private final String marker;

    private MarkedCommand(List<String> command, String marker) {
        this.command = List.copyOf(command);
        this.marker = marker;
    }

    static MarkedCommand of(List<String> command) {
        return new MarkedCommand(
                command, "nk-end-" + UUID.randomUUID().toString().substring(0, 18));
    }

    /** {@return what stands before the exit code, without the colon between them} */
    String marker() {
        return marker;
    }

    /** {@return the text for {@code ecs:ExecuteCommand}} */
    String text() {
        String quoted = command.stream().map(MarkedCommand::quoted).collect(Collectors.joining(" "));
        String script = quoted + " </dev/null; echo " + marker + ":$?";
        // Two braces would be a parameter to Systems Manager, which carries the text.
        return "/bin/sh -c " + quoted(script).replaceAll("\\{(?=\\{)", "{''");
    }

    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }
}
