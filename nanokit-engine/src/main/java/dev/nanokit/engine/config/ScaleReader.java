package dev.nanokit.engine.config;

import dev.nanokit.model.Percent;
import dev.nanokit.model.Scale;
import java.util.Optional;

/** {@code scale} of a service. */
final class ScaleReader {

    private static final int MOST = 10_000;

    private ScaleReader() {}

    static Optional<Scale> read(Keys service) {
        return service.map("scale").flatMap(ScaleReader::ofMap);
    }

    private static Optional<Scale> ofMap(Keys keys) {
        int min = keys.integer("min", 0, MOST).orElse(1);
        int max = keys.integer("max", 1, MOST).orElse(Math.max(1, min));
        Optional<Percent> threshold = keys.parsed("cpu_threshold", Percent::parse);
        keys.end();
        if (max < min) {
            keys.problem("spec.value", "max", "max is " + max + ", which is less than min, " + min);
            return Optional.empty();
        }
        return Optional.of(new Scale(min, max, threshold));
    }
}
