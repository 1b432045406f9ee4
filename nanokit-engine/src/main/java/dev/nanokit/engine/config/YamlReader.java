package dev.nanokit.engine.config;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import dev.nanokit.model.SourcePosition;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/**
 * Turns YAML text into nodes with places. Every scalar stays the text that it is; types from tags and several documents are
 * not taken. Aliases are followed and {@code <<} merges, as long as what they stand for stays within a limit.
 */
final class YamlReader {

    private static final int DEEPEST = 50;
    /** The longest text that is read, in characters or bytes. */
    static final int LONGEST = 10 * 1024 * 1024;

    private static final int MOST_NODES = 500_000;
    private static final String MERGE = "<<";

    private final String source;
    private final String text;
    private final Problems problems;
    private final Map<String, Anchored> anchors = new HashMap<>();
    private int nodes;

    YamlReader(String source, String text, Problems problems) {
        this.source = source;
        this.text = text;
        this.problems = problems;
    }

    /** {@return the file's map, or empty if there is a problem with it} */
    Optional<YamlNode.Mapping> read() {
        if (text.length() > LONGEST) {
            problems.add("spec.too-large", new SourcePosition(source, 1, 1), "", "the file is larger than 10 MB");
            return Optional.empty();
        }
        if (text.isBlank()) {
            problems.add(
                    "spec.empty",
                    new SourcePosition(source, 1, 1),
                    "",
                    "the file is empty; it needs at least a name and services");
            return Optional.empty();
        }
        LoaderOptions options = new LoaderOptions();
        options.setNestingDepthLimit(DEEPEST);
        options.setCodePointLimit(LONGEST);
        YAMLFactory factory = YAMLFactory.builder()
                .loaderOptions(options)
                .streamReadConstraints(
                        StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
                .build();
        try (YAMLParser parser = factory.createParser(text)) {
            if (parser.nextToken() == null) {
                problems.add("spec.empty", new SourcePosition(source, 1, 1), "", "the file holds nothing but comments");
                return Optional.empty();
            }
            YamlNode root = node(parser, "");
            if (parser.nextToken() != null) {
                problems.add("spec.syntax", place(parser), "", "a second document begins here; one file holds one");
            }
            if (root instanceof YamlNode.Mapping mapping) {
                return Optional.of(mapping);
            }
            problems.add(
                    "spec.type",
                    root.position(),
                    "",
                    "the file is " + root.kind() + ", expected a map of keys such as name and services");
        } catch (JsonProcessingException e) {
            syntax(e);
        } catch (TooLargeException e) {
            problems.add(
                    "spec.too-large",
                    new SourcePosition(source, 1, 1),
                    "",
                    "the file stands for more than " + MOST_NODES + " values once its aliases are written out");
        } catch (IOException e) {
            throw new IllegalStateException("a text in memory could not be read", e);
        }
        return Optional.empty();
    }

    /** The cause knows what was wrong and where; the exception itself tells what was being read then. */
    private void syntax(JsonProcessingException e) {
        if (e.getCause() instanceof MarkedYAMLException yaml && yaml.getProblemMark() != null) {
            Mark mark = yaml.getProblemMark();
            SourcePosition place = new SourcePosition(source, mark.getLine() + 1, mark.getColumn() + 1);
            problems.add("spec.syntax", place, "", "this is not YAML: " + firstLine(yaml.getProblem()));
            return;
        }
        JsonLocation where = e.getLocation();
        SourcePosition place = where == null || where.getLineNr() < 1
                ? new SourcePosition(source, 1, 1)
                : new SourcePosition(source, where.getLineNr(), Math.max(1, where.getColumnNr()));
        problems.add("spec.syntax", place, "", "this is not YAML: " + firstLine(e.getOriginalMessage()));
    }

    private YamlNode node(YAMLParser parser, String path) throws IOException {
        SourcePosition place = place(parser);
        JsonToken token = parser.currentToken();
        if (parser.isCurrentAlias()) {
            return alias(parser.getText(), place, path);
        }
        String anchor = parser.getObjectId() == null ? null : String.valueOf(parser.getObjectId());
        int before = nodes;
        count(1);
        YamlNode node = content(parser, token, place, path);
        if (anchor != null) {
            anchors.put(anchor, new Anchored(node, nodes - before));
        }
        return node;
    }

    private YamlNode content(YAMLParser parser, JsonToken token, SourcePosition place, String path) throws IOException {
        if (token == JsonToken.START_OBJECT) {
            return mapping(parser, place, path);
        }
        if (token == JsonToken.START_ARRAY) {
            List<YamlNode> items = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                items.add(node(parser, path + "[" + items.size() + "]"));
            }
            return new YamlNode.Sequence(place, items);
        }
        String value = parser.getText();
        boolean quoted = token == JsonToken.VALUE_STRING && isQuoted(parser);
        return new YamlNode.Scalar(place, token == JsonToken.VALUE_NULL ? "" : value, quoted);
    }

    private YamlNode alias(String name, SourcePosition place, String path) {
        Anchored anchored = anchors.get(name);
        if (anchored == null) {
            problems.add("spec.alias", place, path, "nothing before this is marked &" + name);
            return new YamlNode.Scalar(place, "", true);
        }
        count(anchored.size());
        return anchored.node();
    }

    /** Aliases of aliases make a small file a huge one: what they stand for counts each time. */
    private void count(int more) {
        nodes += more;
        if (nodes > MOST_NODES) {
            throw new TooLargeException();
        }
    }

    private YamlNode.Mapping mapping(YAMLParser parser, SourcePosition place, String path) throws IOException {
        Map<String, YamlNode> entries = new LinkedHashMap<>();
        Map<String, SourcePosition> keys = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            SourcePosition keyPlace = place(parser);
            parser.nextToken();
            String below = path.isEmpty() ? key : path + "." + key;
            YamlNode value = node(parser, below);
            if (entries.containsKey(key)) {
                problems.add(
                        "spec.duplicate-key",
                        keyPlace,
                        below,
                        "key '" + key + "' stands here a second time, first in line "
                                + java.util.Objects.requireNonNull(keys.get(key))
                                        .line());
            } else {
                entries.put(key, value);
                keys.put(key, keyPlace);
            }
        }
        return merged(new YamlNode.Mapping(place, entries, keys), path);
    }

    /** Keys of the map itself win over merged ones, and earlier merged maps over later ones. */
    private YamlNode.Mapping merged(YamlNode.Mapping mapping, String path) {
        YamlNode merge = mapping.entries().get(MERGE);
        if (merge == null) {
            return mapping;
        }
        Map<String, YamlNode> entries = new LinkedHashMap<>(mapping.entries());
        Map<String, SourcePosition> keys = new LinkedHashMap<>(mapping.keys());
        entries.remove(MERGE);
        keys.remove(MERGE);
        List<YamlNode> sources = merge instanceof YamlNode.Sequence list ? list.items() : List.of(merge);
        for (YamlNode source : sources) {
            if (source instanceof YamlNode.Mapping base) {
                base.entries().forEach((key, value) -> {
                    if (entries.putIfAbsent(key, value) == null) {
                        keys.put(key, base.keys().getOrDefault(key, value.position()));
                    }
                });
            } else {
                problems.add("spec.type", merge.position(), path, "found " + source.kind() + " at <<, expected a map");
            }
        }
        return new YamlNode.Mapping(mapping.position(), entries, keys);
    }

    /** The parser does not tell the style of a scalar, but where it begins. */
    private boolean isQuoted(YAMLParser parser) {
        long offset = parser.currentTokenLocation().getCharOffset();
        if (offset < 0 || offset >= text.length()) {
            return false;
        }
        char first = text.charAt((int) offset);
        return first == '"' || first == '\'' || first == '|' || first == '>';
    }

    private SourcePosition place(YAMLParser parser) {
        JsonLocation where = parser.currentTokenLocation();
        return new SourcePosition(source, Math.max(1, where.getLineNr()), Math.max(1, where.getColumnNr()));
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse(message);
    }

    /** Something that an alias may stand for, and of how many nodes it is. */
    private record Anchored(YamlNode node, int size) {}

    /** Ends the reading of a file that stands for too much. */
    private static final class TooLargeException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
