package dev.nanokit.engine.config;

import dev.nanokit.model.Name;
import dev.nanokit.model.ProjectBuilder;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * What the blocks read into.
 *
 * @param project the project so far
 * @param name the project's name
 * @param environment the environment that is read
 * @param folder the folder of the file, which relative paths begin at; empty if the text came from no file
 * @param secrets where secrets come from
 * @param inheritedInfra keys of infra from below the level that names the provider
 */
record Draft(
        ProjectBuilder project,
        Name name,
        Name environment,
        Optional<Path> folder,
        Secrets secrets,
        Set<String> inheritedInfra) {}
