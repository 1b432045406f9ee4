package dev.nanokit.engine.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.nanokit.Nanokit;
import dev.nanokit.failure.InvalidSpecException;
import dev.nanokit.failure.Problem;
import dev.nanokit.model.Project;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Keeps the reader, the schema and the reference the same. {@code mvn -pl nanokit-engine -am test -Dtest=FormatTest
 * -Dsurefire.failIfNoSpecifiedTests=false -Dnanokit.write-format=true} writes the two files anew.
 */
final class FormatTest {

    private static final String NOT_A_KEY = "zzzzzzzzzzzzzzzz";
    private static final String BEGIN = "<!-- keys: made from the format -->\n";
    private static final String END = "<!-- end of keys -->\n";

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("nanokit-api"))) {
            folder = folder.getParent();
        }
        return folder;
    }

    private static void requireSame(Path file, String wanted) throws IOException {
        if (Boolean.getBoolean("nanokit.write-format")) {
            Files.writeString(file, wanted);
        }
        assertThat(Files.readString(file)).as("%s", file).isEqualTo(wanted);
    }

    @Test
    void the_schema_is_that_of_the_format() throws IOException {
        requireSame(
                root().resolve("nanokit-engine/src/main/resources/dev/nanokit/nanokit.schema.json"),
                SchemaText.of(FileFormat.file()));
        assertThat(Nanokit.class.getResource("/dev/nanokit/nanokit.schema.json"))
                .isNotNull();
    }

    @Test
    void the_reference_is_that_of_the_format() throws IOException {
        Path file = root().resolve("docs/nanokit-yml.md");
        String text = Files.readString(file);
        String before = text.substring(0, text.indexOf(BEGIN) + BEGIN.length());
        String after = text.substring(text.indexOf(END));
        requireSame(file, before + "\n" + ReferenceText.of(FileFormat.file()) + after);
    }

    static Stream<Arguments> maps() {
        Map<List<String>, Form.Fields> maps = new LinkedHashMap<>();
        collect(List.of(), FileFormat.file(), maps);
        return maps.entrySet().stream().map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
    }

    private static void collect(List<String> path, Form form, Map<List<String>, Form.Fields> maps) {
        if (form instanceof Form.Fields fields) {
            maps.put(path, fields);
            for (Form.Entry entry : fields.entries()) {
                if (!entry.name().equals("environments") || path.isEmpty() == false) {
                    collect(with(path, entry.name()), entry.form(), maps);
                }
            }
        } else if (form instanceof Form.Named named) {
            collect(with(path, "n"), named.each(), maps);
        } else if (form instanceof Form.Either either) {
            either.forms().forEach(one -> collect(path, one, maps));
        }
    }

    private static List<String> with(List<String> path, String key) {
        List<String> longer = new ArrayList<>(path);
        longer.add(key);
        return List.copyOf(longer);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("maps")
    void the_reader_knows_just_the_keys_of_the_format(List<String> path, Form.Fields fields) {
        String yaml = path.stream().map(key -> "{" + key + ": ").collect(Collectors.joining()) + "{" + NOT_A_KEY
                + ": 1}" + "}".repeat(path.size());
        assertThatThrownBy(() -> Nanokit.load(yaml).validate())
                .isInstanceOfSatisfying(InvalidSpecException.class, e -> {
                    String key = String.join(".", with(path, NOT_A_KEY));
                    Problem unknown = e.problems().stream()
                            .filter(problem -> problem.key().equals(key))
                            .findFirst()
                            .orElseThrow(() -> new AssertionError(e.getMessage()));
                    assertThat(unknown.code()).isEqualTo("spec.unknown-key");
                    Set<String> known = new TreeSet<>(List.of(unknown.hint()
                            .orElseThrow()
                            .replace("known are ", "")
                            .split(", ")));
                    Set<String> described = fields.entries().stream()
                            .map(Form.Entry::name)
                            .collect(Collectors.toCollection(TreeSet::new));
                    if (path.isEmpty()) {
                        known.add("environments"); // read before any block
                        known.remove("hooks"); // asked for to point to where they belong
                    }
                    assertThat(known).isEqualTo(described);
                });
    }

    static Stream<Arguments> examples() throws IOException {
        List<Arguments> examples = new ArrayList<>();
        try (Stream<Path> files = Files.walk(root(), 2)) {
            for (Path file :
                    files.filter(one -> one.toString().endsWith(".md")).sorted().toList()) {
                Matcher block =
                        Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(file));
                while (block.find()) {
                    examples.add(Arguments.of(String.valueOf(file.getFileName()), block.group(1)));
                }
            }
        }
        examples.add(Arguments.of(
                "quick start", Files.readString(root().resolve("samples/quickstart/src/main/resources/nanokit.yml"))));
        return examples.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("examples")
    void every_example_is_valid_for_the_schema_and_the_reader_in_each_environment(String file, String yaml)
            throws IOException {
        assertThat(problems(yaml)).isEmpty();
        JsonNode tree = new ObjectMapper(new YAMLFactory()).readTree(yaml);
        List<String> environments = new ArrayList<>(List.of("local"));
        tree.path("environments").fieldNames().forEachRemaining(environments::add);
        for (String environment : environments) {
            Project project = Nanokit.load(yaml)
                    .environment(environment)
                    .variable("DB_PASSWORD", "x")
                    .variable("GREETER", "x")
                    .validate();
            assertThat(project.services()).isNotEmpty();
        }
    }

    @Test
    void the_schema_refuses_what_the_reader_refuses() throws IOException {
        for (String yaml : List.of(
                "services: {}",
                "name: p\nservice: {}",
                "name: p\nservices: {web: {imagee: i}}",
                "name: p\nservices: {web: {image: i, port: http}}",
                "name: p\nservices: {web: {image: i, updateStrategy: bluegreen}}",
                "name: p\ndatabases: {d: {}}",
                "name: p\ncron: {c: {schedule: '* * * * *'}}",
                "name: p\nenvironments: {e: {name: q}}")) {
            assertThat(problems(yaml)).as(yaml).isNotEmpty();
        }
        assertThat(problems("name: p\nx-mine: {any: thing}\nservices: {web: {image: i, port: '${PORT}'}}"))
                .isEmpty();
    }

    private static Set<String> problems(String yaml) throws IOException {
        String text;
        try (var stream = Nanokit.class.getResourceAsStream("/dev/nanokit/nanokit.schema.json")) {
            text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
        JsonSchema schema =
                JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(text);
        return schema.validate(new ObjectMapper(new YAMLFactory()).readTree(yaml)).stream()
                .map(Object::toString)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
