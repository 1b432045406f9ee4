package dev.nanokit.metadata;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads JSON as RFC 8259 has it and nothing beyond: no comments, no trailing commas, no key twice, no half of a character.
 * How long and how deep a text may be is limited, so that none can cost more than it should.
 */
final class JsonReader {

    private static final int LONGEST = 1 << 20;
    private static final int DEEPEST = 64;
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");
    private static final List<String> WORDS = List.of("true", "false", "null");
    private static final String ESCAPES = "\"\\/bfnrt";
    private static final String ESCAPED = "\"\\/\b\f\n\r\t";
    private static final String HEX = "0123456789abcdefABCDEF";

    private final String text;
    private int at;

    private JsonReader(String text) {
        this.text = text;
    }

    /**
     * Reads a whole text.
     *
     * @throws IllegalArgumentException if it is not JSON, or is beyond a limit
     */
    static Json read(String text) {
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException("more than " + LONGEST + " characters");
        }
        JsonReader reader = new JsonReader(text);
        Json value = reader.value(0);
        reader.skipSpace();
        if (reader.at < text.length()) {
            throw reader.unexpected();
        }
        return value;
    }

    private Json value(int depth) {
        if (depth > DEEPEST) {
            throw new IllegalArgumentException("deeper than " + DEEPEST + " at " + at);
        }
        skipSpace();
        return switch (peek()) {
            case '{' -> fields(depth);
            case '[' -> items(depth);
            case '"' -> new Json.Text(string());
            default -> word();
        };
    }

    private Json fields(int depth) {
        Map<String, Json> fields = new LinkedHashMap<>();
        boolean isMore = begins('}');
        while (isMore) {
            skipSpace();
            String key = string();
            skipSpace();
            take(':');
            if (fields.put(key, value(depth + 1)) != null) {
                throw new IllegalArgumentException("a key twice, the second before " + at);
            }
            isMore = goesOn('}');
        }
        return new Json.Fields(fields);
    }

    private Json items(int depth) {
        List<Json> items = new ArrayList<>();
        boolean isMore = begins(']');
        while (isMore) {
            items.add(value(depth + 1));
            isMore = goesOn(']');
        }
        return new Json.Items(items);
    }

    /** Takes what opens a list or an object; {@return whether something is in it} */
    private boolean begins(char end) {
        at++;
        skipSpace();
        boolean isEmpty = peek() == end;
        if (isEmpty) {
            at++;
        }
        return !isEmpty;
    }

    /** Takes a comma or what closes a list or an object; {@return whether it was a comma} */
    private boolean goesOn(char end) {
        skipSpace();
        if (peek() == end) {
            at++;
            return false;
        }
        take(',');
        return true;
    }

    private String string() {
        take('"');
        StringBuilder string = new StringBuilder();
        while (peek() != '"') {
            char next = text.charAt(at++);
            if (next < ' ') {
                throw new IllegalArgumentException("a control character before " + at);
            }
            string.append(next == '\\' ? escaped() : next);
        }
        at++;
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(string)) {
            throw new IllegalArgumentException("half of a character before " + at);
        }
        return string.toString();
    }

    private char escaped() {
        char kind = peek();
        at++;
        if (kind != 'u') {
            int index = ESCAPES.indexOf(kind);
            if (index < 0) {
                throw new IllegalArgumentException("an unknown escape before " + at);
            }
            return ESCAPED.charAt(index);
        }
        int code = 0;
        for (int digits = 0; digits < 4; digits++) {
            if (HEX.indexOf(peek()) < 0) {
                throw unexpected();
            }
            code = code * 16 + Character.digit(text.charAt(at++), 16);
        }
        return (char) code;
    }

    private Json word() {
        Matcher number = NUMBER.matcher(text).region(at, text.length());
        if (number.lookingAt()) {
            at = number.end();
            return new Json.Word(number.group());
        }
        for (String word : WORDS) {
            if (text.startsWith(word, at)) {
                at += word.length();
                return new Json.Word(word);
            }
        }
        throw unexpected();
    }

    private void skipSpace() {
        while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private void take(char wanted) {
        if (peek() != wanted) {
            throw unexpected();
        }
        at++;
    }

    private char peek() {
        if (at >= text.length()) {
            throw new IllegalArgumentException("the text ends too early");
        }
        return text.charAt(at);
    }

    private IllegalArgumentException unexpected() {
        return new IllegalArgumentException("something unexpected at " + at);
    }
}
