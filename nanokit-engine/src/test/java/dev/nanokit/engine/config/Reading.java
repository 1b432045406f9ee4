package dev.nanokit.engine.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Readers for tests. */
final class Reading {

    private Reading() {}

    static ConfigReader in(String environment, Map<String, String> variables) {
        return new ConfigReader(new ReadOptions(Optional.of(environment), variables, List.of(), List.of(), true));
    }
}
