package dev.nanokit.aws;

import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tags as the text of a TXT record, in both directions, as records carry no tags. A text has strings of at most 255
 * characters (https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/ResourceRecordTypes.html#TXTFormat). What stands in
 * our tags needs no escapes. Stateless.
 */
final class RecordText {

    private static final int STRING = 255;
    private static final Pattern STRINGS = Pattern.compile("\"([^\"]*)\"");
    private static final String BETWEEN = ";";

    private RecordText() {}

    static String of(Map<String, String> tags) {
        StringJoiner all = new StringJoiner(BETWEEN);
        new TreeMap<>(tags).forEach((key, value) -> all.add(key + "=" + value));
        String text = all.toString();
        StringJoiner strings = new StringJoiner(" ");
        for (int from = 0; from < text.length(); from += STRING) {
            strings.add('"' + text.substring(from, Math.min(text.length(), from + STRING)) + '"');
        }
        return strings.toString();
    }

    static Map<String, String> tags(String text) {
        StringBuilder all = new StringBuilder();
        Matcher strings = STRINGS.matcher(text);
        while (strings.find()) {
            all.append(strings.group(1));
        }
        Map<String, String> tags = new TreeMap<>();
        for (String pair : all.toString().split(BETWEEN, -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                tags.put(pair.substring(0, equals), pair.substring(equals + 1));
            }
        }
        return tags;
    }
}
