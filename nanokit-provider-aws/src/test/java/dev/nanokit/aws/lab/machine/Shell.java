package dev.nanokit.aws.lab.machine;

import dev.nanokit.aws.lab.machine.Program.Door;
import dev.nanokit.aws.lab.machine.Program.Ending;
import dev.nanokit.aws.lab.machine.Program.Line;
import dev.nanokit.aws.lab.machine.Script.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Foretells what a command will do, from the few words of the shell that tests use. Words that it does not know succeed
 * silently; a loop that never ends, and a wait for something that never ends, never end.
 */
final class Shell {

    private static final Set<String> SHELLS = Set.of("sh", "/bin/sh", "bash", "/bin/bash", "ash", "/bin/ash");
    private static final Set<String> KEYWORDS = Set.of("if", "then", "else", "do", "{", "(", "!", "time", "exec");

    private final Map<String, String> variables;
    private final List<Line> lines = new ArrayList<>();
    private final List<Door> doors = new ArrayList<>();
    private final Map<String, String> files = new HashMap<>();
    private final Probe probe;
    private Duration clock = Duration.ZERO;
    private Duration background = Duration.ZERO;
    private boolean endlessBehind;
    private boolean endless;
    private boolean exited;
    private int status;
    private int onTerm = Program.TERMINATED;

    /** Looks whether something answers on the container's own loopback interface. */
    interface Probe {
        boolean answers(int port, String path);
    }

    private Shell(Map<String, String> variables, Probe probe) {
        this.variables = variables;
        this.probe = probe;
    }

    static Program foretell(List<String> command, Map<String, String> variables) {
        return new Shell(variables, (port, path) -> true).play(command);
    }

    /** Plays a command inside of a running container, and tells its exit code. */
    static int check(List<String> command, Map<String, String> variables, Probe probe) {
        return new Shell(variables, probe)
                .play(command)
                .ending()
                .map(Ending::exitCode)
                .orElse(1);
    }

    private Program play(List<String> command) {
        if (command.size() >= 3
                && SHELLS.contains(command.get(0))
                && command.get(1).endsWith("c")) {
            script(Script.read(command.get(2), variables));
        } else if (!command.isEmpty()) {
            run(new Statement(command, ";", false));
        }
        Optional<Ending> ending = endless ? Optional.empty() : Optional.of(new Ending(clock, status));
        return new Program(List.copyOf(lines), List.copyOf(doors), ending, onTerm);
    }

    private void script(List<Statement> statements) {
        for (Statement statement : statements) {
            if (!skipped(statement)) {
                run(statement);
            }
            if (endless || exited) {
                return;
            }
        }
    }

    private boolean skipped(Statement statement) {
        String first = statement.words().get(0);
        boolean ifWell = statement.before().equals("&&") || first.equals("then");
        boolean ifNot = statement.before().equals("||") || first.equals("else");
        return status == 0 ? ifNot : ifWell;
    }

    private void run(Statement statement) {
        List<String> words = new ArrayList<>(statement.words());
        boolean last = words.get(0).equals("exec");
        while (words.size() > 1 && KEYWORDS.contains(words.get(0))) {
            words.remove(0);
        }
        boolean assigns = words.get(0).matches("\\w+=.*");
        if (assigns) {
            int equals = words.get(0).indexOf('=');
            variables.put(words.get(0).substring(0, equals), words.get(0).substring(equals + 1));
            return;
        }
        Optional<String> file = redirect(words);
        status = 0;
        switch (words.isEmpty() ? ":" : words.get(0)) {
            case "echo" -> write(text(words), file);
            case "printf" -> write(words.size() > 1 ? words.get(1).replace("\\n", "") : "", file);
            case "printenv" -> write(variables.getOrDefault(words.get(words.size() - 1), ""), file);
            case "env" -> variables.forEach((name, value) -> write(name + "=" + value, file));
            case "cat" -> write(files.getOrDefault(words.get(words.size() - 1), ""), file);
            case "sleep" -> sleep(words, statement.background());
            case "exit", "return" -> exit(words);
            case "false" -> status = 1;
            case "httpd", "nc", "server" -> serve(words, statement.background());
            case "wget", "curl" -> fetch(words);
            case "trap" -> trap(words);
            case "wait" -> await();
            case "while", "until" ->
                endless = !words.contains("false") || words.get(0).equals("until");
            case "tail" -> forever(statement.background());
            default -> {}
        }
        exited |= last;
    }

    private static String text(List<String> words) {
        int from = words.size() > 1 && words.get(1).matches("-[neE]+") ? 2 : 1;
        return String.join(" ", words.subList(from, words.size()));
    }

    private static Optional<String> redirect(List<String> words) {
        Optional<String> file = words.stream()
                .filter(word -> word.startsWith(">") && !word.startsWith(">&"))
                .map(word -> word.substring(1))
                .findFirst();
        words.removeIf(word -> word.startsWith(">") || word.startsWith("1>") || word.startsWith("2>"));
        return file;
    }

    private void write(String text, Optional<String> file) {
        if (file.isPresent()) {
            files.put(file.get(), text);
        } else if (!text.isEmpty()) {
            lines.add(new Line(clock, text));
        }
    }

    private void sleep(List<String> words, boolean behind) {
        String time = words.size() > 1 ? words.get(1) : "0";
        if (time.startsWith("inf")) {
            forever(behind);
            return;
        }
        Duration end = clock.plus(duration(time));
        if (behind) {
            background = end.compareTo(background) > 0 ? end : background;
        } else {
            clock = end;
        }
    }

    private static Duration duration(String text) {
        String number = text.replaceAll("[^0-9.]", "");
        double seconds = number.isEmpty() ? 0 : Double.parseDouble(number);
        int unit = text.endsWith("m") ? 60 : text.endsWith("h") ? 3600 : text.endsWith("d") ? 86_400 : 1;
        return Duration.ofMillis(Math.round(seconds * 1000 * unit));
    }

    private void exit(List<String> words) {
        status = words.size() > 1 ? number(words.get(1)).orElse(2) : status;
        exited = true;
    }

    private static OptionalInt number(String text) {
        return text.matches("\\d{1,9}") ? OptionalInt.of(Integer.parseInt(text)) : OptionalInt.empty();
    }

    /** {@code httpd -f -p 8080 -h /www}, {@code nc -lk -p 8080}, {@code nc -z localhost 8080}. */
    private void serve(List<String> words, boolean behind) {
        if (words.contains("-z")) {
            int port = number(words.get(words.size() - 1)).orElse(0);
            status = probe.answers(port, "") ? 0 : 1;
            return;
        }
        int port = option(words, "-p")
                .flatMap(value -> {
                    OptionalInt found = number(value.substring(value.lastIndexOf(':') + 1));
                    return found.isPresent() ? Optional.of(found.getAsInt()) : Optional.empty();
                })
                .orElse(80);
        String home = option(words, "-h").orElse("/www");
        Map<String, String> pages = new HashMap<>();
        files.forEach((name, text) -> {
            if (name.startsWith(home + "/")) {
                pages.put(name.substring(home.length()), text);
            }
        });
        doors.add(new Door(clock, port, Map.copyOf(pages)));
        boolean daemon = words.get(0).equals("httpd") && !words.contains("-f") && !words.contains("-fv");
        forever(behind || daemon);
    }

    private static Optional<String> option(List<String> words, String name) {
        int at = words.indexOf(name);
        return at < 0 || at + 1 >= words.size() ? Optional.empty() : Optional.of(words.get(at + 1));
    }

    private void fetch(List<String> words) {
        for (String word : words) {
            String url = word.replaceFirst("^http://", "");
            if (url.matches("(localhost|127\\.0\\.0\\.1|\\[::1])(:\\d+)?(/.*)?")) {
                int slash = url.indexOf('/');
                String host = slash < 0 ? url : url.substring(0, slash);
                int port = number(host.substring(host.lastIndexOf(':') + 1)).orElse(80);
                status = probe.answers(port, slash < 0 ? "/" : url.substring(slash)) ? 0 : 1;
            }
        }
    }

    private void trap(List<String> words) {
        if (words.size() < 3) {
            return;
        }
        String action = words.get(1);
        if (action.isEmpty()) {
            onTerm = 137;
            return;
        }
        Program after = foretell(List.of("sh", "-c", action), new HashMap<>(variables));
        onTerm = after.ending().map(Ending::exitCode).orElse(0);
    }

    private void await() {
        clock = background.compareTo(clock) > 0 ? background : clock;
        endless = endlessBehind;
    }

    private void forever(boolean behind) {
        if (behind) {
            endlessBehind = true;
        } else {
            endless = true;
        }
    }
}
