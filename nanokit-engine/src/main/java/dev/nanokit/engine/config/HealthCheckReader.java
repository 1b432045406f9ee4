package dev.nanokit.engine.config;

import dev.nanokit.model.HealthCheck;
import dev.nanokit.model.Port;
import dev.nanokit.model.Probe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code healthcheck} of a service. */
final class HealthCheckReader {

    private final Keys keys;
    private final Optional<Port> listens;

    HealthCheckReader(Keys keys, Optional<Port> listens) {
        this.keys = keys;
        this.listens = listens;
    }

    Optional<HealthCheck> read() {
        Optional<Probe> probe = probe();
        Optional<Duration> interval = time("interval");
        Optional<Duration> timeout = time("timeout");
        Optional<Integer> retries = keys.integer("retries", 1, 1000);
        Optional<Duration> startPeriod = keys.parsed("startPeriod", DurationText::parse);
        keys.end();
        return probe.map(HealthCheck::of)
                .map(standard -> new HealthCheck(
                        standard.probe(),
                        interval.orElse(standard.interval()),
                        timeout.orElse(standard.timeout()),
                        retries.orElse(standard.retries()),
                        startPeriod.orElse(standard.startPeriod())));
    }

    private Optional<Duration> time(String key) {
        return keys.parsed(key, text -> {
            Duration time = DurationText.parse(text);
            if (time.isZero()) {
                throw new IllegalArgumentException("found '" + text + "', expected more than 0");
            }
            return time;
        });
    }

    private Optional<Probe> probe() {
        List<Probe> probes = new ArrayList<>();
        Optional<Port> port = keys.integer("port", 1, 65535).map(Port::new);
        Optional<String> path = keys.text("path");
        if (path.isPresent()) {
            http(path.get(), port).ifPresent(probes::add);
        } else if (port.isPresent() && keys.node("tcp").isEmpty()) {
            keys.problem("spec.value", "port", "'port' goes with 'path'; for a TCP check write tcp: " + port.get());
        }
        keys.integer("tcp", 1, 65535).map(Port::new).map(Probe.Tcp::new).ifPresent(probes::add);
        command().ifPresent(probes::add);
        if (keys.flag("disable").orElse(false)) {
            probes.add(new Probe.Disabled());
        }
        if (probes.size() > 1) {
            keys.problem("spec.value", "", "one of path, tcp, command and disable is expected, found several");
            return Optional.empty();
        }
        return Optional.of(probes.isEmpty() ? new Probe.Automatic() : probes.get(0));
    }

    private Optional<Probe> http(String path, Optional<Port> port) {
        Optional<Port> asked = port.or(() -> listens);
        if (asked.isEmpty()) {
            keys.problem("spec.missing", "port", "an HTTP check needs a port, as the service has no expose");
            return Optional.empty();
        }
        if (!path.startsWith("/") || !path.chars().allMatch(letter -> letter > ' ' && letter < 127)) {
            keys.problem(
                    "spec.value", "path", "found '" + path + "', expected a path that begins with / and is encoded");
            return Optional.empty();
        }
        return Optional.of(new Probe.Http(path, asked.get()));
    }

    /** Compose's form is taken too: {@code test: ["CMD", ...]}, {@code ["CMD-SHELL", text]} or a text for the shell. */
    private Optional<Probe> command() {
        String key = keys.node("test").isPresent() ? "test" : "command";
        Optional<YamlNode> node = keys.node(key);
        keys.node(key.equals("test") ? "command" : "test");
        if (node.isEmpty()) {
            return Optional.empty();
        }
        List<String> words = keys.texts(key);
        if (words.isEmpty()) {
            return Optional.empty();
        }
        if (node.get() instanceof YamlNode.Scalar) {
            return Optional.of(new Probe.Command(List.of("/bin/sh", "-c", words.get(0))));
        }
        if (words.get(0).equals("NONE")) {
            return Optional.of(new Probe.Disabled());
        }
        if (words.get(0).equals("CMD-SHELL") && words.size() == 2) {
            return Optional.of(new Probe.Command(List.of("/bin/sh", "-c", words.get(1))));
        }
        List<String> plain = words.get(0).equals("CMD") ? words.subList(1, words.size()) : words;
        return plain.isEmpty() ? Optional.empty() : Optional.of(new Probe.Command(plain));
    }
}
