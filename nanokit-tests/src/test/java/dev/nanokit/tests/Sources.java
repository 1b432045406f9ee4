package dev.nanokit.tests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The source files of the modules. */
public final class Sources {

    private Sources() {}

    public static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("nanokit-api"))) {
            folder = java.util.Objects.requireNonNull(folder.getParent(), "the project's folder was not found");
        }
        return folder;
    }

    static List<Path> main() throws IOException {
        try (Stream<Path> files = Files.walk(root())) {
            return files.filter(file -> file.toString().endsWith(".java")
                            && file.toString().contains(Path.of("src", "main").toString()))
                    .sorted()
                    .toList();
        }
    }
}
