package dev.nanokit.aws.lab.machine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Cuts a script into statements of words, and fills in variables. */
final class Script {

    /**
     * A statement.
     *
     * @param words its words, without quotes
     * @param before what stands before it: {@code ;}, {@code &&}, {@code ||} or {@code |}
     * @param background whether it is followed by a single ampersand
     */
    record Statement(List<String> words, String before, boolean background) {}

    private final String text;
    private final Map<String, String> variables;
    private final List<Statement> statements = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private List<String> words = new ArrayList<>();
    private String before = ";";
    private boolean inWord;
    private int at;

    private Script(String text, Map<String, String> variables) {
        this.text = text;
        this.variables = variables;
    }

    static List<Statement> read(String text, Map<String, String> variables) {
        Script script = new Script(text, variables);
        script.read();
        return script.statements;
    }

    private void read() {
        while (at < text.length()) {
            char c = text.charAt(at);
            switch (c) {
                case '\'' -> single();
                case '"' -> doubled();
                case '$' -> variable();
                case '\\' -> escaped();
                case ' ', '\t' -> endWord();
                case ';', '\n' -> endStatement(";", false, 1);
                case '&' -> ampersand();
                case '|' -> endStatement(next() == '|' ? "||" : "|", false, next() == '|' ? 2 : 1);
                case '>' -> redirect();
                default -> plain(c);
            }
        }
        endStatement(";", false, 0);
    }

    private char next() {
        return at + 1 < text.length() ? text.charAt(at + 1) : '\0';
    }

    private void plain(char c) {
        if (c == '#' && !inWord) {
            while (at < text.length() && text.charAt(at) != '\n') {
                at++;
            }
            return;
        }
        word.append(c);
        inWord = true;
        at++;
    }

    private void single() {
        int end = text.indexOf('\'', at + 1);
        end = end < 0 ? text.length() : end;
        word.append(text, at + 1, end);
        inWord = true;
        at = end + 1;
    }

    private void doubled() {
        inWord = true;
        at++;
        while (at < text.length() && text.charAt(at) != '"') {
            if (text.charAt(at) == '$') {
                variable();
            } else if (text.charAt(at) == '\\' && "\"\\$`".indexOf(next()) >= 0) {
                word.append(next());
                at += 2;
            } else {
                word.append(text.charAt(at));
                at++;
            }
        }
        at++;
    }

    private void escaped() {
        if (next() != '\n') {
            word.append(next());
            inWord = true;
        }
        at += 2;
    }

    private void variable() {
        int end = at + 1;
        boolean braces = next() == '{';
        if (braces) {
            end++;
        }
        int from = end;
        while (end < text.length() && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '_')) {
            end++;
        }
        String name = text.substring(from, end);
        if (braces) {
            int close = text.indexOf('}', end);
            end = close < 0 ? text.length() : close + 1;
        }
        if (name.isEmpty()) {
            word.append('$');
            at++;
            inWord = true;
            return;
        }
        String value = variables.getOrDefault(name, "");
        word.append(value);
        inWord |= !value.isEmpty();
        at = end;
    }

    private void ampersand() {
        if (next() == '&') {
            endStatement("&&", false, 2);
        } else if (inWord && word.toString().endsWith(">")) {
            plain('&');
        } else {
            endStatement(";", true, 1);
        }
    }

    /** Makes {@code 2>&1}, {@code >>file} and {@code > file} words that begin with a sign of their own. */
    private void redirect() {
        boolean numbered =
                inWord && (word.toString().equals("1") || word.toString().equals("2"));
        if (!numbered) {
            endWord();
            at--;
        }
        word.append('>');
        inWord = true;
        at++;
        while (at < text.length() && (text.charAt(at) == '>' || text.charAt(at) == ' ')) {
            at++;
        }
        if (at < text.length() && text.charAt(at) == '&') {
            word.append('&');
            at++;
        }
    }

    private void endWord() {
        if (inWord) {
            words.add(word.toString());
        }
        word.setLength(0);
        inWord = false;
        at++;
    }

    private void endStatement(String following, boolean background, int length) {
        endWord();
        at += length - 1;
        if (!words.isEmpty()) {
            statements.add(new Statement(List.copyOf(words), before, background));
            words = new ArrayList<>();
            before = following;
        } else if (!following.equals(";")) {
            before = following;
        }
    }
}
