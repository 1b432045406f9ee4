package dev.nanokit.aws;

import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.StringJoiner;

/** Writes JSON of texts, https://www.rfc-editor.org/rfc/rfc8259#section-7. */
final class JsonText {

    private static final char FIRST_PLAIN = ' ';

    private JsonText() {}

    /** {@return an object of texts, in the order of their names} */
    static String object(SortedMap<String, String> texts) {
        StringJoiner members = new StringJoiner(",", "{", "}");
        for (Map.Entry<String, String> text : texts.entrySet()) {
            members.add(of(text.getKey()) + ":" + of(text.getValue()));
        }
        return members.toString();
    }

    /** {@return a text in quotes; half of a pair of surrogates, which UTF-8 cannot hold, is written by its number} */
    static String of(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (int index = 0; index < text.length(); index++) {
            char one = text.charAt(index);
            if (one == '"' || one == '\\') {
                json.append('\\').append(one);
            } else if (one < FIRST_PLAIN || (Character.isSurrogate(one) && !isPaired(text, index))) {
                json.append(String.format(Locale.ROOT, "\\u%04x", (int) one));
            } else {
                json.append(one);
            }
        }
        return json.append('"').toString();
    }

    private static boolean isPaired(String text, int index) {
        char one = text.charAt(index);
        return Character.isHighSurrogate(one)
                ? index + 1 < text.length() && Character.isLowSurrogate(text.charAt(index + 1))
                : index > 0 && Character.isHighSurrogate(text.charAt(index - 1));
    }
}
