package dev.nanokit.engine.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where <code>${NAME}</code> is looked up: the caller's values, then the process environment, then the .env files. */
final class Variables {

    private static final int DEEPEST = 10;
    private static final Pattern PLACE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?\\}");

    private final Map<String, String> fromCaller;
    private final Map<String, String> fromProcess;
    private final Map<String, String> fromFiles;

    Variables(Map<String, String> fromCaller, Map<String, String> fromProcess, Map<String, String> fromFiles) {
        this.fromCaller = Map.copyOf(fromCaller);
        this.fromProcess = Map.copyOf(fromProcess);
        this.fromFiles = Map.copyOf(fromFiles);
    }

    Optional<String> find(String name) {
        return Optional.ofNullable(fromCaller.get(name))
                .or(() -> Optional.ofNullable(fromProcess.get(name)))
                .or(() -> Optional.ofNullable(fromFiles.get(name)).map(value -> filled(value, 0)));
    }

    /** A value of an .env file may name other variables; a circle ends as it stands. */
    private String filled(String value, int depth) {
        if (depth == DEEPEST || value.indexOf('$') < 0) {
            return value;
        }
        return PLACE.matcher(value).replaceAll(place -> {
            String name = place.group(1);
            String otherwise = place.group(2) == null ? "" : place.group(2);
            String found = Optional.ofNullable(fromCaller.get(name))
                    .or(() -> Optional.ofNullable(fromProcess.get(name)))
                    .or(() -> Optional.ofNullable(fromFiles.get(name)).map(text -> filled(text, depth + 1)))
                    .orElse(otherwise);
            return Matcher.quoteReplacement(found);
        });
    }

    /** {@return what the .env files beside a nanokit.yml say; the later of them wins} */
    static Map<String, String> files(Path folder, String environment) {
        Map<String, String> values = new HashMap<>();
        for (String name : List.of(".env", ".env." + environment, ".env.local", ".env." + environment + ".local")) {
            Path file = folder.resolve(name);
            if (Files.isRegularFile(file)) {
                try {
                    parse(Files.readAllLines(file, StandardCharsets.UTF_8), values);
                } catch (IOException e) {
                    throw new UncheckedIOException("cannot read " + file.getFileName(), e);
                }
            }
        }
        return values;
    }

    private static void parse(List<String> lines, Map<String, String> values) {
        for (String line : lines) {
            String trimmed = line.strip();
            String pair = trimmed.startsWith("export ") ? trimmed.substring(7).strip() : trimmed;
            int equals = pair.indexOf('=');
            if (!pair.startsWith("#") && equals > 0) {
                values.put(
                        pair.substring(0, equals).strip(),
                        unquote(pair.substring(equals + 1).strip()));
            }
        }
    }

    private static String unquote(String value) {
        boolean quoted = value.length() >= 2
                && (value.charAt(0) == '"' || value.charAt(0) == '\'')
                && value.charAt(value.length() - 1) == value.charAt(0);
        if (quoted) {
            return value.substring(1, value.length() - 1);
        }
        int comment = value.indexOf(" #");
        return comment < 0 ? value : value.substring(0, comment).strip();
    }
}
