package dev.nanokit.engine.config;

import dev.nanokit.failure.InvalidSpecException;
import dev.nanokit.failure.Problem;
import dev.nanokit.model.Name;
import dev.nanokit.model.Project;
import dev.nanokit.model.ProjectBuilder;
import dev.nanokit.model.SourcePosition;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a nanokit.yml into a project. Immutable and thread-safe. */
public final class ConfigReader {

    private static final List<Block> BLOCKS = List.of(
            new GatewayBlock(), new InfraBlock(), new VolumesBlock(), new DatabasesBlock(), new ServicesBlock());

    private final String environment;
    private final Map<String, String> variables;

    /**
     * Makes a reader.
     *
     * @param environment the environment to resolve for
     * @param variables the caller's variables, which win over all others
     */
    public ConfigReader(String environment, Map<String, String> variables) {
        this.environment = environment;
        this.variables = Map.copyOf(variables);
    }

    /**
     * Reads a file, with the .env files beside it.
     *
     * @param file the file
     * @return the project
     * @throws InvalidSpecException with all problems of the file
     */
    public Project read(Path file) {
        String name = String.valueOf(file.getFileName());
        String text;
        try {
            text = Files.readString(file);
        } catch (NoSuchFileException e) {
            throw unreadable(name, "there is no file " + file);
        } catch (MalformedInputException e) {
            throw unreadable(name, "the file is not UTF-8 text");
        } catch (IOException e) {
            throw unreadable(name, "the file cannot be read: " + e.getMessage());
        }
        Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file.toAbsolutePath());
        return read(name, text, Optional.of(folder));
    }

    /**
     * Reads a text.
     *
     * @param text the content of a nanokit.yml
     * @return the project
     * @throws InvalidSpecException with all problems of the text
     */
    public Project read(String text) {
        return read("nanokit.yml", text, Optional.empty());
    }

    private Project read(String source, String text, Optional<Path> folder) {
        String plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
        Problems problems = new Problems(source, plain);
        Optional<YamlNode.Mapping> file = new YamlReader(source, plain, problems).read();
        problems.throwIfAny();
        YamlNode.Mapping merged = new Environments(problems).merged(file.orElseThrow(), environment);
        Map<String, String> files =
                folder.map(where -> Variables.files(where, environment)).orElse(Map.of());
        Variables all = new Variables(variables, System.getenv(), files);
        Keys keys = new Keys(new Interpolation(all, problems).in(merged), "", problems);
        Project project = bind(keys, folder);
        if (problems.isEmpty() || !project.services().isEmpty()) {
            new CrossChecks(project, problems).check();
        }
        problems.throwIfAny();
        return project;
    }

    private Project bind(Keys keys, Optional<Path> folder) {
        Optional<Name> name = keys.parsed("name", Name::of);
        if (keys.node("name").isEmpty()) {
            keys.problem("spec.missing", "name", "the file needs a name for the project");
        }
        Name resolved = Name.isValid(environment) ? Name.of(environment) : Name.of(Environments.DEFAULT);
        ProjectBuilder project = Project.builder(name.orElse(Name.of("missing")), resolved);
        keys.parsed("component", Name::of).ifPresent(project::component);
        keys.text("version");
        Draft draft = new Draft(project, resolved, folder);
        BLOCKS.forEach(block -> block.read(keys, draft));
        keys.notYet("git", "runtimes", "cron", "networks", "secrets", "deploy");
        if (keys.node("hooks").isPresent()) {
            keys.problem("spec.unknown-key", "hooks", "hooks belong to a service: services.<name>.hooks");
        }
        keys.end();
        return project.build();
    }

    private static InvalidSpecException unreadable(String name, String message) {
        return new InvalidSpecException(
                List.of(Problem.of("spec.unreadable", new SourcePosition(name, 1, 1), "", message)));
    }
}
