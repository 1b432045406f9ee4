package dev.nanokit.aws.lab.exec;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Plays an agent that really runs what it is told, without a terminal but with a terminal's ends of lines. */
public final class ShellPlay {

    private ShellPlay() {}

    /**
     * Runs a command, and sends what it writes.
     *
     * @param agent the agent
     * @param command the text that ECS was given
     * @throws IOException if the client is gone
     */
    public static void run(ExecAgent agent, String command) throws IOException {
        List<String> words = AgentWords.split(command);
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        try (InputStream output = process.getInputStream()) {
            byte[] part = new byte[1000];
            int length = output.read(part);
            while (length > 0) {
                String text = new String(Arrays.copyOf(part, length), StandardCharsets.ISO_8859_1);
                agent.write(text.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
                length = output.read(part);
            }
        } finally {
            process.destroyForcibly();
        }
        agent.client().binary(agent.over());
    }
}
