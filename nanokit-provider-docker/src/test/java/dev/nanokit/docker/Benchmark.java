package dev.nanokit.docker;

import dev.nanokit.Nanokit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Times the verbs on stacks of 1, 10 and 30 services, flat and in 5 layers, beside the same stack as raw engine calls in
 * turn with it, and tells how late readiness is seen.
 */
public final class Benchmark {

    private static final int[][] SHAPES = {{1, 1}, {10, 1}, {30, 1}, {10, 5}, {30, 5}};
    private static final int DEFAULT_ROUNDS = 3;
    private static final int READINESS_ROUNDS = 10;

    private final int rounds;

    private Benchmark(int rounds) {
        this.rounds = rounds;
    }

    /**
     * Runs it.
     *
     * @param arguments how many rounds; default 3
     */
    public static void main(String[] arguments) throws Exception {
        Benchmark benchmark = new Benchmark(arguments.length == 0 ? DEFAULT_ROUNDS : Integer.parseInt(arguments[0]));
        System.out.println("| services (layers) | verb | Nanokit s | raw calls s | ratio | calls | raw |");
        System.out.println("| --- | --- | --- | --- | --- | --- | --- |");
        benchmark.shape(1, 1, false); // warms the JVM up; not printed
        for (int[] shape : SHAPES) {
            benchmark.shape(shape[0], shape[1], true);
        }
        benchmark.readiness();
    }

    private void shape(int services, int layers, boolean print) throws IOException {
        Map<String, Samples> verbs = new LinkedHashMap<>();
        for (int round = 0; round < (print ? rounds : 1); round++) {
            raw(services, layers, verbs);
            nanokit(services, layers, verbs);
        }
        if (print) {
            verbs.forEach((verb, samples) -> System.out.printf(
                    Locale.ROOT,
                    "| %d (%d) | %s | %.3f | %.3f | %.2f | %d | %d |%n",
                    services,
                    layers,
                    verb,
                    samples.median(samples.ours),
                    samples.median(samples.raw),
                    samples.median(samples.ours) / samples.median(samples.raw),
                    samples.ourCalls,
                    samples.rawCalls));
        }
    }

    private static void raw(int services, int layers, Map<String, Samples> verbs) throws IOException {
        List<String> calls = CountingTransport.list();
        try (RawStack stack = new RawStack("raw-" + services + "-" + layers, services, layers, calls)) {
            Map<String, Runnable> steps = new LinkedHashMap<>();
            steps.put("fresh up", stack::up);
            steps.put("unchanged up", stack::look);
            steps.put("one change", stack::change);
            steps.put("down", stack::down);
            steps.forEach((verb, step) -> {
                calls.clear();
                long begun = System.nanoTime();
                step.run();
                Samples samples = verbs.computeIfAbsent(verb, any -> new Samples());
                samples.raw.add((System.nanoTime() - begun) / 1e9);
                samples.rawCalls = calls.size();
            });
        }
    }

    private static void nanokit(int services, int layers, Map<String, Samples> verbs) {
        List<String> calls = CountingTransport.list();
        DockerProvider provider = CountingTransport.provider(calls);
        Nanokit first = Nanokit.load(yaml(services, layers, "1")).provider(provider);
        Nanokit changed = Nanokit.load(yaml(services, layers, "2")).provider(provider);
        Map<String, Runnable> steps = new LinkedHashMap<>();
        steps.put("fresh up", first::up);
        steps.put("unchanged up", first::up);
        steps.put("one change", changed::up);
        steps.put("down", changed::down);
        steps.forEach((verb, step) -> {
            calls.clear();
            long begun = System.nanoTime();
            step.run();
            Samples samples = verbs.computeIfAbsent(verb, any -> new Samples());
            samples.ours.add((System.nanoTime() - begun) / 1e9);
            samples.ourCalls = calls.size();
        });
    }

    /** The last service is the one that changes, so that nothing depends on it. */
    private static String yaml(int services, int layers, String version) {
        int width = Math.max(1, services / layers);
        StringBuilder yaml = new StringBuilder("name: bench-" + services + "-" + layers + "\nservices:\n");
        for (int number = 0; number < services; number++) {
            String more = number < width ? "" : "    depends_on: [s" + (number - width) + "]\n";
            String env = number == services - 1 ? "    env: { VERSION: '" + version + "' }\n" : "";
            yaml.append(Lab.page("s" + number, "hello", more + env));
        }
        return yaml.toString();
    }

    private void readiness() throws Exception {
        List<Double> late = new ArrayList<>();
        for (int round = 0; round < READINESS_ROUNDS; round++) {
            late.add(lateness());
        }
        Collections.sort(late);
        System.out.printf(
                Locale.ROOT,
                "%nreadiness seen late by: median %.0f ms, longest %.0f ms of %d%n",
                late.get(late.size() / 2),
                late.get(late.size() - 1),
                late.size());
    }

    private static double lateness() throws Exception {
        try (Lab lab = new Lab("late")) {
            return lab.lateness().toNanos() / 1e6;
        }
    }

    /** What was measured of one verb; times in seconds, calls of the last round. */
    private static final class Samples {
        private final List<Double> ours = new ArrayList<>();
        private final List<Double> raw = new ArrayList<>();
        private int ourCalls;
        private int rawCalls;

        double median(List<Double> times) {
            List<Double> sorted = new ArrayList<>(times);
            Collections.sort(sorted);
            return sorted.get(sorted.size() / 2);
        }
    }
}
