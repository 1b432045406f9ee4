package dev.nanokit.docker;

import dev.nanokit.build.BuildContext;
import dev.nanokit.build.ContextDigest;
import dev.nanokit.build.ContextFile;
import dev.nanokit.model.Build;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.util.Iterator;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.jspecify.annotations.Nullable;

/**
 * The files of a build in the form in which the engine takes them, made while they are read, so that no more than a piece of
 * one is in memory. What is sent is digested: if it is not what was seen when the plan was made, the archive has no end, and
 * no image comes of it. Rights are those that count in the digest, owners are none. Read by one thread.
 *
 * <p>The engine's builder wants the Dockerfile in the archive. One that is not among the files goes under a name of its own,
 * which the ignore file that goes with it then keeps out of the image. So does one that is a link.
 */
final class ContextTar extends InputStream {

    private static final String OWN_NAME = ".nanokit-dockerfile";
    private static final String IGNORE_FILE = ".dockerignore";
    private static final int CHUNK = 64 * 1024;
    private static final int MODE = 0644;
    private static final int EXECUTABLE_MODE = 0755;

    private final Build.Seen seen;
    private final String dockerfile;
    private final boolean isAmongFiles;
    private final Iterator<ContextFile> files;
    private final ContextDigest digest = new ContextDigest();
    private final Piece piece = new Piece();
    private final TarArchiveOutputStream tar = new TarArchiveOutputStream(piece, StandardCharsets.UTF_8.name());
    private final byte[] chunk = new byte[CHUNK];
    private @Nullable InputStream content;
    private boolean hasIgnoreFile;
    private boolean hasEnded;
    private volatile @Nullable IOException failure;

    ContextTar(BuildContext context, Build.Seen seen) {
        this.seen = seen;
        this.files = context.files().iterator();
        Optional<String> path = context.files().stream()
                .filter(file -> file.kind() == ContextFile.Kind.FILE)
                .filter(file -> file.place().equals(context.dockerfile()))
                .map(ContextFile::path)
                .findFirst();
        this.isAmongFiles = path.isPresent();
        this.dockerfile = path.orElse(OWN_NAME);
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
    }

    /** {@return the name that the Dockerfile has in the archive} */
    String dockerfile() {
        return dockerfile;
    }

    /** {@return why the archive has no end} */
    Optional<IOException> failure() {
        return Optional.ofNullable(failure);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
        try {
            while (piece.left() == 0 && !hasEnded) {
                piece.reset();
                next();
            }
        } catch (IOException e) {
            failure = e;
            throw e;
        }
        return piece.left() == 0 ? -1 : piece.take(target, from, length);
    }

    private void next() throws IOException {
        InputStream open = content;
        if (open != null) {
            goOn(open);
        } else if (files.hasNext()) {
            begin(files.next());
        } else {
            end();
        }
    }

    private void begin(ContextFile file) throws IOException {
        digest.head(file);
        if (file.path().equals(IGNORE_FILE) && !isAmongFiles && file.kind() == ContextFile.Kind.FILE) {
            byte[] own = Files.readAllBytes(file.place());
            digest.content(own, 0, own.length);
            hasIgnoreFile = true;
            whole(IGNORE_FILE, new String(own, StandardCharsets.UTF_8) + "\n" + OWN_NAME + "\n");
            return;
        }
        tar.putArchiveEntry(entry(file));
        if (file.kind() == ContextFile.Kind.FILE) {
            content = Files.newInputStream(file.place());
        } else {
            tar.closeArchiveEntry();
        }
    }

    private static TarArchiveEntry entry(ContextFile file) throws IOException {
        TarArchiveEntry entry =
                switch (file.kind()) {
                    case FOLDER -> new TarArchiveEntry(file.path() + "/", true);
                    case LINK -> new TarArchiveEntry(file.path(), TarConstants.LF_SYMLINK, true);
                    case FILE -> new TarArchiveEntry(file.path(), true);
                };
        file.target().ifPresent(entry::setLinkName);
        entry.setSize(file.size());
        entry.setMode(file.isExecutable() || file.kind() == ContextFile.Kind.FOLDER ? EXECUTABLE_MODE : MODE);
        entry.setModTime(Files.getLastModifiedTime(file.place(), LinkOption.NOFOLLOW_LINKS));
        return entry;
    }

    private void goOn(InputStream open) throws IOException {
        int length = open.read(chunk);
        if (length >= 0) {
            digest.content(chunk, 0, length);
            tar.write(chunk, 0, length);
            return;
        }
        open.close();
        content = null;
        tar.closeArchiveEntry();
    }

    private void end() throws IOException {
        if (!isAmongFiles) {
            if (!hasIgnoreFile) {
                whole(IGNORE_FILE, IGNORE_FILE + "\n" + OWN_NAME + "\n");
            }
            byte[] own = Files.readAllBytes(seen.dockerfile());
            ContextDigest ofDockerfile = new ContextDigest();
            ofDockerfile.content(own, 0, own.length);
            require(ofDockerfile.end(), seen.dockerfileDigest());
            whole(OWN_NAME, new String(own, StandardCharsets.UTF_8));
        }
        require(digest.end(), seen.contextDigest());
        tar.finish();
        tar.flush();
        hasEnded = true;
    }

    private void require(String now, String before) throws IOException {
        if (!now.equals(before)) {
            throw new IOException("the files in " + seen.context() + " are not what they were");
        }
    }

    private void whole(String name, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(bytes.length);
        tar.putArchiveEntry(entry);
        tar.write(bytes);
        tar.closeArchiveEntry();
    }

    @Override
    public void close() throws IOException {
        InputStream open = content;
        if (open != null) {
            open.close();
        }
    }

    /** What was written and not yet read. */
    private static final class Piece extends ByteArrayOutputStream {

        private int taken;

        int left() {
            return count - taken;
        }

        int take(byte[] target, int from, int length) {
            int some = Math.min(length, left());
            System.arraycopy(buf, taken, target, from, some);
            taken += some;
            return some;
        }

        @Override
        public synchronized void reset() {
            super.reset();
            taken = 0;
        }
    }
}
