package dev.nanokit.docker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * In which line of a Dockerfile a step begins: a build tells only which step failed. By
 * https://docs.docker.com/reference/dockerfile/#format: comments and empty lines are no steps, and a line goes on after one
 * that ends in the escape character.
 */
final class DockerfileLines {

    private static final String ESCAPE = "escape=";

    private final List<Integer> beginnings = new ArrayList<>();

    private DockerfileLines(List<String> lines) {
        String escape = "\\";
        boolean isHead = true;
        boolean goesOn = false;
        for (int number = 1; number <= lines.size(); number++) {
            String line = lines.get(number - 1).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                String directive = line.replace("#", "").replace(" ", "").toLowerCase(Locale.ROOT);
                if (isHead && directive.startsWith(ESCAPE)) {
                    escape = directive.substring(ESCAPE.length());
                }
                isHead = isHead && directive.contains("=");
                continue;
            }
            isHead = false;
            if (!goesOn) {
                beginnings.add(number);
            }
            goesOn = line.endsWith(escape);
        }
    }

    static DockerfileLines of(Path dockerfile) {
        try {
            return new DockerfileLines(Files.readAllLines(dockerfile, StandardCharsets.UTF_8));
        } catch (IOException e) {
            return new DockerfileLines(List.of());
        }
    }

    static DockerfileLines of(List<String> lines) {
        return new DockerfileLines(lines);
    }

    /** {@return the line in which a step begins; empty if it is none of the file's} */
    OptionalInt ofStep(int step) {
        return step < 1 || step > beginnings.size() ? OptionalInt.empty() : OptionalInt.of(beginnings.get(step - 1));
    }
}
