package dev.nanokit.aws.lab.machine;

import dev.nanokit.aws.lab.exec.AgentWire;
import dev.nanokit.aws.lab.exec.AgentWire.Heard;
import dev.nanokit.aws.lab.exec.AgentWords;
import dev.nanokit.aws.lab.exec.ExecAgent;
import dev.nanokit.aws.lab.machine.Program.Line;
import dev.nanokit.time.TimeSource;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Plays one command in a container by the machine's time, with the ends of lines of a terminal. It only looks at the clock,
 * and never keeps it: simulated time passes by the waiting of whoever follows.
 */
final class ExecPlay {

    /** A shell that reads nothing and tells the exit code behind a word. */
    private static final Pattern TOLD = Pattern.compile("(?s)(.*) </dev/null; echo (\\S+):\\$\\?");

    private static final int LOOK_MILLIS = 5;

    private final TimeSource time;
    private final Map<String, String> environment;
    private final List<String> command;
    private final String marker;
    private volatile boolean isInterrupted;
    private volatile boolean isGone;
    private long sequence;

    ExecPlay(TimeSource time, String text, Map<String, String> environment) {
        this.time = time;
        this.environment = environment;
        List<String> words = AgentWords.split(text);
        Matcher told = TOLD.matcher(words.size() == 3 ? words.get(2) : "");
        boolean isTold = told.matches() && words.get(0).equals("/bin/sh");
        this.command = isTold ? AgentWords.split(told.group(1)) : words;
        this.marker = isTold ? told.group(2) : "";
    }

    void run(ExecAgent agent) throws IOException {
        Thread ear = new Thread(() -> listen(agent), "stream-server");
        ear.setDaemon(true);
        ear.start();
        Program program = Shell.foretell(command, new HashMap<>(environment));
        Instant begun = time.now();
        for (Line line : program.lines()) {
            if (!await(begun.plus(line.after()))) {
                break;
            }
            say(agent, line.text() + "\r\n");
        }
        Duration end = program.ending().map(Program.Ending::after).orElse(Duration.ofDays(365));
        boolean isWhole = await(begun.plus(end));
        if (isWhole && !marker.isEmpty()) {
            say(agent, marker + ":" + program.ending().orElseThrow().exitCode() + "\r\n");
        }
        agent.client().binary(agent.over());
        while (!isGone) {
            sleep();
        }
    }

    private void say(ExecAgent agent, String text) throws IOException {
        agent.client().binary(AgentWire.output(sequence, text));
        sequence++;
    }

    /** {@return whether it came to that} */
    private boolean await(Instant moment) {
        while (time.now().isBefore(moment) && !isInterrupted && !isGone) {
            sleep();
        }
        return !isInterrupted && !isGone;
    }

    private static void sleep() {
        try {
            Thread.sleep(LOOK_MILLIS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void listen(ExecAgent agent) {
        try {
            while (true) {
                Heard heard = agent.hear();
                isInterrupted |=
                        heard.type().equals("input_stream_data") && heard.text().equals("\u0003");
            }
        } catch (IOException e) {
            isGone = true;
        }
    }
}
