package dev.nanokit.engine.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The branch that a folder is on, read from git's own files: git itself is not run. */
final class GitBranch {

    private static final String HEAD = "ref: refs/heads/";
    private static final String ELSEWHERE = "gitdir: ";

    private GitBranch() {}

    /** {@return the branch; empty outside a repository, or on none} */
    static Optional<String> of(Path folder) {
        for (Path place = folder.toAbsolutePath(); place != null; place = place.getParent()) {
            Path git = place.resolve(".git");
            if (Files.exists(git)) {
                return head(git);
            }
        }
        return Optional.empty();
    }

    private static Optional<String> head(Path git) {
        try {
            Path folder = git;
            if (Files.isRegularFile(git)) { // a work tree beside the repository
                String text = Files.readString(git).strip();
                if (!text.startsWith(ELSEWHERE)) {
                    return Optional.empty();
                }
                folder = git.resolveSibling(text.substring(ELSEWHERE.length()));
            }
            String head = Files.readString(folder.resolve("HEAD")).strip();
            return head.startsWith(HEAD) ? Optional.of(head.substring(HEAD.length())) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
