package dev.nanokit.aws;

import dev.nanokit.provider.Fingerprint;
import dev.nanokit.provider.Labelled;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/** What labels tell of images that are built: which one it is, and which one a service runs. Pure. */
final class BuiltVersion {

    /** How the fields of a service begin that say what its image is built of; the rest is the image's own field. */
    private static final String OF_SERVICE = "build.";

    private static final int CHARACTERS = 20;

    private BuiltVersion() {}

    /** {@return the tag of an image: a digest of its fingerprint, in which no secret can be tested quickly} */
    static String tag(Labelled image) {
        String text = image.fingerprint().map(Fingerprint::encoded).orElse("");
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, CHARACTERS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** {@return whether something runs an image that is built} */
    static boolean isBuilt(Labelled version) {
        return version.fingerprint()
                .filter(fingerprint ->
                        fingerprint.digests().keySet().stream().anyMatch(field -> field.startsWith(OF_SERVICE)))
                .isPresent();
    }

    /** {@return whether something runs an image of just these files and arguments} */
    static boolean runs(Labelled version, Labelled image) {
        if (!version.slot().owner().equals(image.slot().owner())
                || version.fingerprint().isEmpty()
                || image.fingerprint().isEmpty()) {
            return false;
        }
        Map<String, String> runs = version.fingerprint().get().digests();
        return image.fingerprint().get().digests().entrySet().stream()
                .filter(field -> !field.getKey().equals(AwsDesign.IMAGE_PLATFORM))
                .allMatch(field -> field.getValue().equals(runs.get(OF_SERVICE + field.getKey())));
    }
}
