package dev.nanokit.engine.config;

import dev.nanokit.failure.InvalidSpecException;
import dev.nanokit.failure.Problem;
import dev.nanokit.model.Name;
import dev.nanokit.model.Project;
import dev.nanokit.model.ProjectBuilder;
import dev.nanokit.model.ResolvedValue;
import dev.nanokit.model.SecretValue;
import dev.nanokit.model.SourcePosition;
import dev.nanokit.secret.SecretSource;
import dev.nanokit.secret.VaultSecrets;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a nanokit.yml into a project: text to nodes, environment and overrides merged over them, variables filled in,
 * services filled up from their runtimes, blocks bound, what no block can see alone checked. Immutable and thread-safe.
 */
public final class ConfigReader {

    private static final String STANDARD_SOURCE = "nanokit.yml";

    private static final List<Block> BLOCKS = List.of(
            new GatewayBlock(),
            new InfraBlock(),
            new GitEnvironments.GitBlock(),
            new RuntimesBlock(),
            new TopSecretsBlock(),
            new NetworksBlock(),
            new VolumesBlock(),
            new DatabasesBlock(),
            new ServicesBlock(),
            new CronBlock(),
            new DeployBlock());

    private final ReadOptions options;

    /**
     * Makes a reader.
     *
     * @param options how to read
     */
    public ConfigReader(ReadOptions options) {
        this.options = options;
    }

    /**
     * Reads a file, with the .env files beside it.
     *
     * @param file the file
     * @return the project
     * @throws InvalidSpecException with all problems of the file
     */
    public Project read(Path file) {
        return project(text(file));
    }

    /**
     * Reads a text.
     *
     * @param text the content of a nanokit.yml
     * @return the project
     * @throws InvalidSpecException with all problems of the text
     */
    public Project read(String text) {
        return read(STANDARD_SOURCE, text);
    }

    /**
     * Reads a text that came from somewhere with a name.
     *
     * @param source the name to show in errors
     * @param text the content of a nanokit.yml
     * @return the project
     * @throws InvalidSpecException with all problems of the text
     */
    public Project read(String source, String text) {
        return project(new Text(source, text, Optional.empty()));
    }

    /**
     * Tells every value of a file and where it came from.
     *
     * @param file the file
     * @return the values, merged and with variables filled in, in file order
     * @throws InvalidSpecException if the file cannot be read or merged
     */
    public List<ResolvedValue> values(Path file) {
        return values(text(file));
    }

    /**
     * Tells every value of a text and where it came from.
     *
     * @param text the content of a nanokit.yml
     * @return the values, merged and with variables filled in, in file order
     * @throws InvalidSpecException if the text cannot be read or merged
     */
    public List<ResolvedValue> values(String text) {
        return values(new Text(STANDARD_SOURCE, text, Optional.empty()));
    }

    private List<ResolvedValue> values(Text text) {
        Problems problems = new Problems();
        Resolved resolved = resolved(text, problems);
        problems.throwIfAny();
        return new Origins().of(resolved.file());
    }

    private static Text text(Path file) {
        String name = String.valueOf(file.getFileName());
        Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file.toAbsolutePath());
        try {
            if (Files.size(file) > YamlReader.LONGEST) {
                throw unreadable(name, "the file is larger than 10 MB");
            }
            return new Text(name, Files.readString(file), Optional.of(folder));
        } catch (NoSuchFileException e) {
            throw unreadable(name, "there is no file " + file);
        } catch (MalformedInputException e) {
            throw unreadable(name, "the file is not UTF-8 text");
        } catch (IOException e) {
            throw unreadable(name, "the file cannot be read: " + e.getMessage());
        }
    }

    /**
     * Makes a failure for a source that could not be read at all.
     *
     * @param source its name
     * @param message why
     * @return the failure
     */
    public static InvalidSpecException unreadable(String source, String message) {
        return new InvalidSpecException(
                List.of(Problem.of("spec.unreadable", new SourcePosition(source, 1, 1), "", message)));
    }

    private Project project(Text text) {
        Problems problems = new Problems();
        Resolved resolved = resolved(text, problems);
        Secrets secrets =
                new Secrets(sources(resolved.variables()), resolved.variables(), problems, options.asksSecrets());
        Keys keys = new Keys(resolved.file(), "", problems);
        Project project = bind(keys, resolved, text.folder(), secrets);
        if (problems.isEmpty() || !project.services().isEmpty()) {
            new CrossChecks(project, problems).check();
        }
        problems.throwIfAny();
        return project;
    }

    /** Merges and fills in; what cannot even be parsed ends it. */
    private Resolved resolved(Text text, Problems problems) {
        Optional<YamlNode.Mapping> file = parse(text.source(), text.content(), problems);
        problems.throwIfAny();
        String environment = environment(file.orElseThrow(), text.folder());
        InfraLevels levels = new InfraLevels();
        levels.level(file.orElseThrow());
        Environments.of(file.orElseThrow(), environment).ifPresent(levels::level);
        YamlNode.Mapping merged =
                overridden(new Environments(problems).merged(file.orElseThrow(), environment), levels, problems);
        Map<String, String> files =
                text.folder().map(where -> Variables.files(where, environment)).orElse(Map.of());
        Variables variables = new Variables(options.variables(), System.getenv(), files);
        YamlNode.Mapping filled = new Interpolation(variables, problems).in(merged);
        return new Resolved(
                new Runtimes(problems, text.folder()).inheritedBy(filled), environment, variables, levels.inherited());
    }

    private static Optional<YamlNode.Mapping> parse(String source, String text, Problems problems) {
        String plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
        problems.source(source, plain);
        return new YamlReader(source, plain, problems).read();
    }

    private String environment(YamlNode.Mapping file, Optional<Path> folder) {
        return options.environment()
                .or(() -> folder.flatMap(GitBranch::of).flatMap(branch -> GitEnvironments.of(file, branch)))
                .orElse(Environments.DEFAULT);
    }

    private YamlNode.Mapping overridden(YamlNode.Mapping file, InfraLevels levels, Problems problems) {
        YamlNode.Mapping merged = file;
        for (int number = 1; number <= options.overrides().size(); number++) {
            Optional<YamlNode.Mapping> over =
                    parse("override " + number, options.overrides().get(number - 1), problems);
            if (over.isPresent()) {
                levels.level(over.get());
                merged = Environments.merge(merged, over.get());
            }
        }
        return merged;
    }

    /** A Vault counts if its address and token are set; a source of the caller's for the same scheme wins. */
    private Map<String, SecretSource> sources(Variables variables) {
        Map<String, SecretSource> sources = new HashMap<>();
        Optional<String> address = variables.find("VAULT_ADDR");
        Optional<String> token = variables.find("VAULT_TOKEN");
        if (address.isPresent() && token.isPresent()) {
            VaultSecrets vault = new VaultSecrets(URI.create(address.get()), SecretValue.of(token.get()));
            sources.put(vault.scheme(), vault);
        }
        options.secretSources().forEach(source -> sources.put(source.scheme(), source));
        return sources;
    }

    private static Project bind(Keys keys, Resolved file, Optional<Path> folder, Secrets secrets) {
        String environment = file.environment();
        Optional<Name> name = keys.parsed("name", Name::of);
        if (keys.node("name").isEmpty()) {
            keys.problem("spec.missing", "name", "the file needs a name for the project");
        }
        Name resolved = Name.isValid(environment) ? Name.of(environment) : Name.of(Environments.DEFAULT);
        Name known = name.orElse(Name.of("missing"));
        ProjectBuilder project = Project.builder(known, resolved);
        keys.parsed("component", Name::of).ifPresent(project::component);
        keys.text("version");
        Draft draft = new Draft(project, known, resolved, folder, secrets, file.inheritedInfra());
        BLOCKS.forEach(block -> block.read(keys, draft));
        if (keys.node("hooks").isPresent()) {
            keys.problem("spec.unknown-key", "hooks", "hooks belong to a service: services.<name>.hooks");
        }
        keys.end();
        return project.build();
    }

    /** A text, the name to show for it, and the folder that its paths begin at. */
    private record Text(String source, String content, Optional<Path> folder) {}

    /** The file for one environment. */
    private record Resolved(
            YamlNode.Mapping file, String environment, Variables variables, Set<String> inheritedInfra) {}
}
