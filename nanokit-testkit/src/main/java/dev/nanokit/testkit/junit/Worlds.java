package dev.nanokit.testkit.junit;

import dev.nanokit.provider.RunKind;
import dev.nanokit.testkit.FakeProvider;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The platforms of one test, each made when it is first asked for. Thread-safe. */
final class Worlds {

    private final Map<RunKind, TestEngine> engines = new ConcurrentHashMap<>();

    TestEngine engine(RunKind kind) {
        return engines.computeIfAbsent(
                kind,
                any -> TestEngine.on(kind == RunKind.SERVICES ? FakeProvider.services() : FakeProvider.instances()));
    }

    List<String> leftovers(Set<Leftover> allowed) {
        List<String> findings = new ArrayList<>();
        engines.values().forEach(engine -> findings.addAll(Inspection.of(engine, allowed)));
        return findings;
    }

    /** {@return what happened on each, and what stands} */
    String text() {
        return engines.entrySet().stream()
                .sorted(Comparator.comparing(Map.Entry::getKey))
                .map(entry -> "On the platform that runs "
                        + entry.getKey().name().toLowerCase(java.util.Locale.ROOT) + "\n"
                        + entry.getValue().text())
                .collect(Collectors.joining("\n"));
    }
}
