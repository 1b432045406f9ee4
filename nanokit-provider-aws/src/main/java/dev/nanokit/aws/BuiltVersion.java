package dev.nanokit.aws;

import dev.nanokit.provider.Fingerprint;
import dev.nanokit.provider.ImageBuild;
import dev.nanokit.provider.Labelled;
import java.util.Map;

/** What labels tell of images that are built: which one it is, and which one a service runs. Pure. */
final class BuiltVersion {

    private static final int CHARACTERS = 20;

    private BuiltVersion() {}

    /** {@return the tag of an image: a digest of its fingerprint, in which no secret can be tested quickly} */
    static String tag(Labelled image) {
        return TextDigest.of(image.fingerprint().map(Fingerprint::encoded).orElse(""), CHARACTERS);
    }

    /** {@return whether something runs an image that is built} */
    static boolean isBuilt(Labelled version) {
        return version.fingerprint()
                .filter(fingerprint -> fingerprint.digests().keySet().stream()
                        .anyMatch(field -> field.startsWith(ImageBuild.IN_VERSION)))
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
                .allMatch(field -> field.getValue().equals(runs.get(ImageBuild.IN_VERSION + field.getKey())));
    }
}
