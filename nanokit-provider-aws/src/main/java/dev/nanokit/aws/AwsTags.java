package dev.nanokit.aws;

import dev.nanokit.failure.ProviderException;
import dev.nanokit.provider.LabelCodec;
import dev.nanokit.provider.Scope;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * Our labels as AWS tags, in both directions. A tag's value has at most 256 characters, of letters, digits, spaces and
 * {@code + - = . _ : / @} (https://docs.aws.amazon.com/tag-editor/latest/userguide/tagging.html), so what people may want
 * to read stands in tags of its own, and the rest packed in as many as it takes. The first of those says how many there
 * are: what is left of a longer state before counts for nothing. Stateless and thread-safe.
 */
final class AwsTags {

    /** What things of a scope are found by. */
    static final String SCOPE = "nanokit:scope";

    /** What consoles show. */
    static final String NAME = "Name";

    private static final String PREFIX = "nanokit:";
    private static final String LABEL_PREFIX = "dev.nanokit.";
    private static final String STATE = PREFIX + "state";
    private static final List<String> PLAIN = List.of(
            LabelCodec.FORMAT,
            LabelCodec.PROJECT,
            LabelCodec.COMPONENT,
            LabelCodec.ENVIRONMENT,
            LabelCodec.SLOT,
            LABEL_PREFIX + "edition");
    private static final int VALUE_LIMIT = 256;

    /** 50 is AWS's limit; some are ours beside, some the user's. */
    private static final int STATE_TAGS = 36;

    private static final int STATE_LIMIT = 1 << 20;

    private AwsTags() {}

    /** {@return the text by which things of a scope are found} */
    static String of(Scope scope) {
        return scope.toString();
    }

    /** {@return tags that say what the labels say, and the name that consoles show} */
    static Map<String, String> of(Scope scope, String name, Map<String, String> labels) {
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put(NAME, name);
        tags.put(SCOPE, of(scope));
        StringJoiner rest = new StringJoiner("\n");
        labels.forEach((label, value) -> {
            if (PLAIN.contains(label)) {
                tags.put(PREFIX + label.substring(LABEL_PREFIX.length()), value);
            } else {
                rest.add(label.substring(LABEL_PREFIX.length()) + "=" + value);
            }
        });
        String packed = pack(rest.toString());
        int count = (packed.length() + 3 + VALUE_LIMIT - 1) / VALUE_LIMIT;
        if (count > STATE_TAGS) {
            throw new ProviderException(
                    ProviderException.Kind.BAD_CONFIGURATION,
                    name + " has too many fields for the 50 tags that AWS allows; use fewer environment variables",
                    null);
        }
        String whole = count + ":" + packed;
        for (int index = 0; index * VALUE_LIMIT < whole.length(); index++) {
            int end = Math.min(whole.length(), (index + 1) * VALUE_LIMIT);
            tags.put(stateTag(index), whole.substring(index * VALUE_LIMIT, end));
        }
        return tags;
    }

    /** {@return the labels that tags say; without those that cannot be read} */
    static Map<String, String> labels(Map<String, String> tags) {
        Map<String, String> labels = new TreeMap<>();
        for (String label : PLAIN) {
            String value = tags.get(PREFIX + label.substring(LABEL_PREFIX.length()));
            if (value != null) {
                labels.put(label, value);
            }
        }
        for (String line : unpack(tags).split("\n", -1)) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                labels.put(LABEL_PREFIX + line.substring(0, equals), line.substring(equals + 1));
            }
        }
        return labels;
    }

    private static String stateTag(int index) {
        return index == 0 ? STATE : STATE + "." + (index + 1);
    }

    private static String pack(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(bytes)) {
            deflater.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException("memory takes what is written", e);
        }
        return Base64.getEncoder().withoutPadding().encodeToString(bytes.toByteArray());
    }

    private static String unpack(Map<String, String> tags) {
        String first = tags.getOrDefault(STATE, "");
        int colon = first.indexOf(':');
        if (colon < 1 || colon > 2 || !first.substring(0, colon).matches("\\d+")) {
            return "";
        }
        StringBuilder packed = new StringBuilder(first.substring(colon + 1));
        int count = Integer.parseInt(first.substring(0, colon));
        for (int index = 1; index < count; index++) {
            packed.append(tags.getOrDefault(stateTag(index), ""));
        }
        try (InflaterInputStream inflater = new InflaterInputStream(
                new ByteArrayInputStream(Base64.getDecoder().decode(packed.toString())))) {
            return new String(inflater.readNBytes(STATE_LIMIT), StandardCharsets.UTF_8);
        } catch (IOException | IllegalArgumentException e) {
            return "";
        }
    }
}
