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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** Turns YAML text into nodes with places. Types from tags, aliases and several documents are not taken. */
final class YamlReader {

    private static final int DEEPEST = 50;
    private static final int LONGEST = 10 * 1024 * 1024;

    private final String source;
    private final String text;
    private final Problems problems;

    YamlReader(String source, String text, Problems problems) {
        this.source = source;
        this.text = text;
        this.problems = problems;
    }

    /** {@return the file's map, or empty if there is a problem with it} */
    Optional<YamlNode.Mapping> read() {
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
            problems.add("spec.alias", place, path, "aliases (*name) are not taken; write the value out");
            return new YamlNode.Scalar(place, "", true);
        }
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
        return new YamlNode.Mapping(place, entries, keys);
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
}
