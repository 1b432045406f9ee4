package dev.nanokit.engine.config;

import dev.nanokit.model.MemorySize;
import dev.nanokit.model.Volume;
import java.util.Locale;
import java.util.Optional;

/** {@code volumes}: named storage. */
final class VolumesBlock implements Block {

    @Override
    public void read(Keys file, Draft draft) {
        file.named("volumes").forEach((name, keys) -> {
            Optional<Volume.Type> type = keys.parsed("type", text -> oneOf(Volume.Type.class, text));
            Optional<MemorySize> size = keys.parsed("size", MemorySize::parse);
            Volume.Performance performance = keys.parsed("performance", text -> oneOf(Volume.Performance.class, text))
                    .orElse(Volume.Performance.STANDARD);
            Optional<String> bucket = keys.text("bucket");
            keys.end();
            boolean isShared = type.filter(kind -> kind == Volume.Type.SHARED).isPresent();
            if (isShared && performance == Volume.Performance.ULTRA) {
                keys.problem("spec.value", "performance", "a shared volume is standard or high, not ultra");
            }
            if (bucket.isPresent()
                    && type.filter(kind -> kind == Volume.Type.OBJECT).isEmpty()) {
                keys.problem("spec.value", "bucket", "a bucket goes with type: object");
            }
            draft.project().volume(new Volume(name, type, size, performance, bucket, keys.positions()));
        });
    }

    /** Reads a word that names a constant in lower case. */
    static <E extends Enum<E>> E oneOf(Class<E> type, String text) {
        StringBuilder known = new StringBuilder();
        for (E constant : type.getEnumConstants()) {
            String word = constant.name().toLowerCase(Locale.ROOT);
            if (word.equals(text)) {
                return constant;
            }
            known.append(known.length() == 0 ? "" : ", ").append(word);
        }
        throw new IllegalArgumentException("found '" + text + "', expected one of " + known);
    }
}
