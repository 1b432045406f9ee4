package dev.nanokit.testkit.contract;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Pieces of the file. */
final class Yaml {

    private Yaml() {}

    /** {@return the keys of a service that runs a shell line} */
    static String program(String image, String script) {
        return "image: " + quoted(image) + "\nstart: " + quoted(script);
    }

    static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /** {@return an entry under {@code services}; each key is one or more lines} */
    static String service(String name, String... keys) {
        return "  " + name + ":\n"
                + Stream.of(keys)
                        .flatMap(String::lines)
                        .map(line -> "    " + line + "\n")
                        .collect(Collectors.joining());
    }

    static String services(String... entries) {
        return "services:\n" + String.join("", entries);
    }

    /** {@return a service that answers on a port, checked by HTTP} */
    static String page(ProviderHarness harness, String name, String text, String... keys) {
        return service(
                name,
                Stream.concat(
                                Stream.of(harness.page(text), "expose: 8080", "healthcheck: { path: / }"),
                                Stream.of(keys))
                        .toArray(String[]::new));
    }

    static List<String> shell(String script) {
        return List.of("/bin/sh", "-c", script);
    }
}
