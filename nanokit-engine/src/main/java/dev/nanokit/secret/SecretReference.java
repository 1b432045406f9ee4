package dev.nanokit.secret;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names a secret: {@code scheme://path#key}. Immutable and thread-safe.
 *
 * @param scheme which source, for instance {@code vault}
 * @param path where in it
 * @param key which of several values that stand there; empty if the reference names none
 */
public record SecretReference(String scheme, String path, Optional<String> key) {

    private static final Pattern FORM = Pattern.compile("([a-z][a-z0-9+.-]*)://([^#\\s]+)(?:#([^#\\s]+))?");

    /** Checks the components. */
    public SecretReference {
        Objects.requireNonNull(scheme, "scheme");
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(key, "key");
    }

    /**
     * Reads a reference.
     *
     * @param text any text
     * @return the reference, or empty if the text has another form
     */
    public static Optional<SecretReference> parse(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches()
                ? Optional.of(new SecretReference(form.group(1), form.group(2), Optional.ofNullable(form.group(3))))
                : Optional.empty();
    }

    /** {@return the reference as it is written} */
    @Override
    public String toString() {
        return scheme + "://" + path + key.map(name -> "#" + name).orElse("");
    }
}
