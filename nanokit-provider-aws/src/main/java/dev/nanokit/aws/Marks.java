package dev.nanokit.aws;

import dev.nanokit.provider.Fingerprint;
import dev.nanokit.provider.LabelCodec;
import dev.nanokit.provider.Labelled;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Shows something in another state than its tags say, where AWS shows that these no longer hold: a part of it is gone, or it
 * will never be of use. Stateless and thread-safe.
 */
final class Marks {

    private final LabelCodec codec;

    Marks(LabelCodec codec) {
        this.codec = codec;
    }

    /** {@return whether what was written has a field of that name, or fields of a list of that name} */
    boolean has(Found found, String field) {
        return labels(found)
                .flatMap(Labelled::fingerprint)
                .filter(fingerprint -> fingerprint.digests().keySet().stream().anyMatch(one -> isPart(one, field)))
                .isPresent();
    }

    /** {@return the same without a fingerprint, so that it is finished} */
    Found unfinished(Found found) {
        return labels(found).map(labels -> marked(found, labels.unfinished())).orElse(found);
    }

    /** {@return the same as if it had been made without some field, so that it is replaced if that cannot be changed} */
    Found without(Found found, String field) {
        return labels(found)
                .map(labels -> marked(found, without(labels, field)))
                .orElse(found);
    }

    private static Labelled without(Labelled labels, String field) {
        SortedMap<String, String> digests = new TreeMap<>();
        int version = labels.fingerprint().map(Fingerprint::version).orElse(1);
        labels.fingerprint().ifPresent(fingerprint -> digests.putAll(fingerprint.digests()));
        digests.keySet().removeIf(one -> isPart(one, field));
        return new Labelled(
                labels.scope(),
                labels.slot(),
                labels.edition(),
                Optional.of(new Fingerprint(version, digests)),
                labels.bound(),
                labels.claims(),
                labels.tier(),
                labels.traits(),
                labels.prestop());
    }

    private Found marked(Found found, Labelled labels) {
        return found.withTags(AwsTags.of(labels.scope(), found.name(), codec.encode(labels)));
    }

    private Optional<Labelled> labels(Found found) {
        return codec.decode(AwsTags.labels(found.tags()));
    }

    /** {@return whether a field is of that name, or one of a list of that name: {@code host.001} of {@code host}} */
    static boolean isPart(String field, String name) {
        return field.equals(name) || field.startsWith(name + ".");
    }
}
