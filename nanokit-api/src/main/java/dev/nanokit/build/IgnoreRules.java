package dev.nanokit.build;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * What a {@code .dockerignore} file leaves out, by the rules of
 * https://docs.docker.com/build/concepts/context/#dockerignore-files: a line is a pattern of Go's {@code filepath.Match}, in
 * which {@code **} stands for any number of folders; what it leaves out is left out with all that is in it; {@code !} makes
 * an exception; the last line that fits decides. Immutable and thread-safe.
 */
final class IgnoreRules {

    private static final String WILDCARDS = "*?[\\";

    private final List<Rule> rules;

    private IgnoreRules(List<Rule> rules) {
        this.rules = rules;
    }

    static IgnoreRules none() {
        return new IgnoreRules(List.of());
    }

    /**
     * Reads the lines of a file.
     *
     * @param lines its lines
     * @return the rules
     * @throws IllegalArgumentException if a line is no pattern
     */
    static IgnoreRules of(List<String> lines) {
        List<Rule> rules = new ArrayList<>();
        for (int number = 1; number <= lines.size(); number++) {
            String line = lines.get(number - 1);
            if (number == 1 && line.startsWith("\uFEFF")) {
                line = line.substring(1);
            }
            String pattern = line.strip();
            if (line.startsWith("#") || pattern.isEmpty()) {
                continue;
            }
            boolean isException = pattern.startsWith("!");
            String cleaned = cleaned(isException ? pattern.substring(1).strip() : pattern);
            if (isException && cleaned.isEmpty()) {
                throw new IllegalArgumentException("line " + number + " is an exception from nothing: '" + line + "'");
            }
            if (!cleaned.isEmpty()) {
                rules.add(new Rule(isException, cleaned, compiled(cleaned, number)));
            }
        }
        return new IgnoreRules(List.copyOf(rules));
    }

    /** {@return whether a path of the context is left out} */
    boolean leavesOut(String path) {
        boolean isLeftOut = false;
        for (Rule rule : rules) {
            if (rule.isException() == isLeftOut && rule.fits(path)) {
                isLeftOut = !isLeftOut;
            }
        }
        return isLeftOut;
    }

    /** {@return whether some exception may take in what is in a folder that is left out} */
    boolean mayTakeInOf(String folder) {
        return rules.stream().filter(Rule::isException).anyMatch(rule -> rule.mayFitIn(folder + "/"));
    }

    /** A path without empty parts, {@code .} and {@code ..}, and without a slash at its beginning; nothing is above the context. */
    private static String cleaned(String pattern) {
        List<String> parts = new ArrayList<>();
        for (String part : pattern.split("/", -1)) {
            if (part.equals("..")) {
                if (!parts.isEmpty()) {
                    parts.remove(parts.size() - 1);
                }
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.add(part);
            }
        }
        return String.join("/", parts);
    }

    private static Pattern compiled(String pattern, int line) {
        StringBuilder regex = new StringBuilder();
        int at = 0;
        while (at < pattern.length()) {
            char one = pattern.charAt(at);
            if (pattern.startsWith("**", at)) {
                at += 2;
                boolean isFolder = at < pattern.length() && pattern.charAt(at) == '/';
                boolean isEnd = at == pattern.length();
                regex.append(isEnd ? ".*" : isFolder ? "(.*/)?" : "(.*/)?[^/]*");
                at += isFolder ? 1 : 0;
            } else if (one == '[') {
                at = group(pattern, at, line, regex);
            } else if (one == '\\' && at + 1 < pattern.length()) {
                regex.append(Pattern.quote(pattern.substring(at + 1, at + 2)));
                at += 2;
            } else {
                regex.append(
                        switch (one) {
                            case '*' -> "[^/]*";
                            case '?' -> "[^/]";
                            default -> Pattern.quote(String.valueOf(one));
                        });
                at++;
            }
        }
        try {
            return Pattern.compile(regex.toString(), Pattern.DOTALL);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("line " + line + " is no pattern: '" + pattern + "'", e);
        }
    }

    /** Translates a group of characters, {@code [a-z]} or {@code [^a-z]}; returns where it ends. */
    private static int group(String pattern, int from, int line, StringBuilder regex) {
        int end = from + 1;
        regex.append("(?!/)[");
        if (end < pattern.length() && pattern.charAt(end) == '^') {
            regex.append('^');
            end++;
        }
        int first = end;
        while (end < pattern.length() && (pattern.charAt(end) != ']' || end == first)) {
            boolean isEscaped = pattern.charAt(end) == '\\' && end + 1 < pattern.length();
            end += isEscaped ? 1 : 0;
            char one = pattern.charAt(end);
            boolean isRange = one == '-' && !isEscaped;
            regex.append(isRange || Character.isLetterOrDigit(one) ? String.valueOf(one) : "\\" + one);
            end++;
        }
        if (end == pattern.length()) {
            throw new IllegalArgumentException("line " + line + " is no pattern, its [ has no end: '" + pattern + "'");
        }
        regex.append(']');
        return end + 1;
    }

    private record Rule(boolean isException, String text, Pattern pattern) {

        /** What fits a folder fits all that is in it. */
        boolean fits(String path) {
            for (int end = path.indexOf('/'); end >= 0; end = path.indexOf('/', end + 1)) {
                if (pattern.matcher(path.substring(0, end)).matches()) {
                    return true;
                }
            }
            return pattern.matcher(path).matches();
        }

        /** By what stands before the first wildcard. */
        boolean mayFitIn(String folder) {
            int plain = 0;
            while (plain < text.length() && WILDCARDS.indexOf(text.charAt(plain)) < 0) {
                plain++;
            }
            String beginning = text.substring(0, plain);
            return beginning.startsWith(folder)
                    || folder.startsWith(plain == text.length() ? beginning + "/" : beginning);
        }
    }
}
