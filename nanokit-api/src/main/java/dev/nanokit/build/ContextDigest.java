package dev.nanokit.build;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Digests the files of a context one after another, so that whoever sends them digests what is sent. Paths, contents, links
 * and the right to be run count, as in git; owners, times and all other rights do not. Not thread-safe.
 */
public final class ContextDigest {

    private static final int CHARACTERS = 32;

    private final MessageDigest digest;

    /** Begins a digest. */
    public ContextDigest() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /**
     * Adds the head of a file. Its content, if it has one, follows.
     *
     * @param file the file; the files of a context come in their order
     */
    public void head(ContextFile file) {
        text(file.kind().name());
        text(file.path());
        text(Boolean.toString(file.isExecutable()));
        text(file.target().orElse(""));
        text(Long.toString(file.size()));
    }

    /**
     * Adds a part of a content.
     *
     * @param bytes where it stands
     * @param from where it begins
     * @param length how long it is
     */
    public void content(byte[] bytes, int from, int length) {
        digest.update(bytes, from, length);
    }

    /** {@return the digest of what was added; it begins anew} */
    public String end() {
        return HexFormat.of().formatHex(digest.digest()).substring(0, CHARACTERS);
    }

    private void text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        digest.update(bytes);
    }
}
