package dev.nanokit.build;

import dev.nanokit.model.Build;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The files that a build sees: those of a folder without what its {@code .dockerignore} leaves out, or what
 * {@code <Dockerfile>.dockerignore} does where there is one. The files are listed when it is made; what is in them is read
 * when it is asked for. Immutable and thread-safe.
 */
public final class BuildContext {

    private static final String IGNORE_FILE = ".dockerignore";
    private static final int CHUNK = 64 * 1024;

    private final Path folder;
    private final Path dockerfile;
    private final List<ContextFile> files;

    private BuildContext(Path folder, Path dockerfile, List<ContextFile> files) {
        this.folder = folder;
        this.dockerfile = dockerfile;
        this.files = List.copyOf(files);
    }

    /**
     * Lists the files of a build.
     *
     * @param build the build, whose paths are resolved
     * @return what it sees
     * @throws IOException if folder or Dockerfile is missing or cannot be read; its message is for people
     */
    public static BuildContext of(Build build) throws IOException {
        Path base = build.folder().orElse(Path.of("")).toAbsolutePath();
        Path context = base.resolve(build.context()).normalize();
        Path inContext = context.resolve(build.dockerfile()).normalize();
        Path inBase = base.resolve(build.dockerfile()).normalize();
        return of(context, Files.exists(inContext) || !Files.exists(inBase) ? inContext : inBase);
    }

    /**
     * Lists the files of a build.
     *
     * @param folder the folder that it sees
     * @param dockerfile the Dockerfile, in the folder or outside of it
     * @return what it sees
     * @throws IOException if folder or Dockerfile is missing or cannot be read; its message is for people
     */
    public static BuildContext of(Path folder, Path dockerfile) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new IOException("there is no folder " + folder);
        }
        if (!Files.isRegularFile(dockerfile)) {
            throw new IOException("there is no Dockerfile " + dockerfile);
        }
        List<ContextFile> files = new ArrayList<>();
        try {
            list(folder, "", rules(folder, dockerfile), files);
        } catch (IOException e) {
            throw new IOException("the files in " + folder + " cannot be listed: " + e, e);
        }
        files.sort(Comparator.comparing(ContextFile::path));
        return new BuildContext(folder, dockerfile, files);
    }

    private static IgnoreRules rules(Path folder, Path dockerfile) throws IOException {
        Path own = dockerfile.resolveSibling(dockerfile.getFileName() + IGNORE_FILE);
        Path file = Files.isRegularFile(own) ? own : folder.resolve(IGNORE_FILE);
        if (!Files.isRegularFile(file)) {
            return IgnoreRules.none();
        }
        try {
            return IgnoreRules.of(Files.readAllLines(file, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    private static void list(Path folder, String prefix, IgnoreRules rules, List<ContextFile> files)
            throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                String path = prefix + entry.getFileName();
                boolean isLeftOut = rules.leavesOut(path);
                Optional<ContextFile> file = file(entry, path);
                boolean isFolder = file.filter(one -> one.kind() == ContextFile.Kind.FOLDER)
                        .isPresent();
                if (!isLeftOut) {
                    file.ifPresent(files::add);
                }
                if (isFolder && (!isLeftOut || rules.mayTakeInOf(path))) {
                    list(entry, path + "/", rules, files);
                }
            }
        }
    }

    private static Optional<ContextFile> file(Path place, String path) throws IOException {
        BasicFileAttributes what = Files.readAttributes(place, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (what.isSymbolicLink()) {
            String target = Files.readSymbolicLink(place).toString();
            return Optional.of(new ContextFile(path, place, ContextFile.Kind.LINK, false, 0, Optional.of(target)));
        }
        if (what.isDirectory()) {
            return Optional.of(new ContextFile(path, place, ContextFile.Kind.FOLDER, false, 0, Optional.empty()));
        }
        return what.isRegularFile()
                ? Optional.of(new ContextFile(
                        path, place, ContextFile.Kind.FILE, isExecutable(place), what.size(), Optional.empty()))
                : Optional.empty();
    }

    /** Where files have no such right, all may be run, as with Docker's own client. */
    private static boolean isExecutable(Path place) throws IOException {
        PosixFileAttributeView view =
                Files.getFileAttributeView(place, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        return view == null || view.readAttributes().permissions().contains(PosixFilePermission.OWNER_EXECUTE);
    }

    /** {@return the folder that the build sees} */
    public Path folder() {
        return folder;
    }

    /** {@return the Dockerfile, in the folder or outside of it} */
    public Path dockerfile() {
        return dockerfile;
    }

    /** {@return what the build sees, by path} */
    public List<ContextFile> files() {
        return files;
    }

    /**
     * Reads all files.
     *
     * @return what they are now
     * @throws IOException if one cannot be read
     */
    public Build.Seen look() throws IOException {
        ContextDigest digest = new ContextDigest();
        byte[] chunk = new byte[CHUNK];
        for (ContextFile file : files) {
            digest.head(file);
            if (file.kind() == ContextFile.Kind.FILE) {
                content(file.place(), digest, chunk);
            }
        }
        String context = digest.end();
        content(dockerfile, digest, chunk);
        return new Build.Seen(folder, dockerfile, context, digest.end());
    }

    private static void content(Path place, ContextDigest digest, byte[] chunk) throws IOException {
        try (InputStream content = Files.newInputStream(place)) {
            for (int length = content.read(chunk); length >= 0; length = content.read(chunk)) {
                digest.content(chunk, 0, length);
            }
        } catch (IOException e) {
            throw new IOException("the file " + place + " cannot be read: " + e, e);
        }
    }
}
