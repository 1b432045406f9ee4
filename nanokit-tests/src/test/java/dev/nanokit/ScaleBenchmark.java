package dev.nanokit;

import dev.nanokit.model.Project;
import dev.nanokit.testkit.FakeProvider;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * Times plan and apply by the number of services, in ten layers that depend on one another, on the fake platform. Run by
 * {@code mvn -q -Pbench-scale -pl nanokit-tests -am package}.
 */
public final class ScaleBenchmark {

    private static final int LAYERS = 10;
    private static final int RUNS = 3;

    private ScaleBenchmark() {}

    /**
     * Runs it.
     *
     * @param arguments numbers of services; none for the usual ones
     */
    public static void main(String[] arguments) {
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "warn");
        List<Integer> sizes = arguments.length == 0
                ? List.of(100, 300, 1_000, 3_000, 10_000)
                : List.of(arguments).stream().map(Integer::valueOf).toList();
        PrintStream out = System.out;
        out.println("| platform runs | services | steps | plan s | plan and apply s | unchanged s | peak MiB |");
        out.println("| --- | --- | --- | --- | --- | --- | --- |");
        for (int size : sizes) {
            measure(out, "instances", FakeProvider::instances, size);
        }
        for (int size : sizes) {
            measure(out, "services", FakeProvider::services, size);
        }
    }

    private static void measure(PrintStream out, String runs, Supplier<FakeProvider> kind, int size) {
        Project project = Nanokit.load(yaml(size)).validate();
        Duration plan = Duration.ofDays(1);
        Duration apply = Duration.ofDays(1);
        Duration unchanged = Duration.ofDays(1);
        int steps = 0;
        long peak = Long.MAX_VALUE;
        for (int run = 0; run < RUNS; run++) {
            FakeProvider fake = kind.get();
            Nanokit kit = Nanokit.of(project).provider(fake);
            resetPeak();
            long begun = System.nanoTime();
            steps = kit.plan().steps().size();
            plan = least(plan, begun);
            begun = System.nanoTime();
            kit.up();
            apply = least(apply, begun);
            peak = Math.min(peak, peak());
            begun = System.nanoTime();
            kit.up();
            unchanged = least(unchanged, begun);
        }
        out.println(String.format(
                Locale.ROOT,
                "| %s | %d | %d | %.2f | %.2f | %.2f | %d |",
                runs,
                size,
                steps,
                seconds(plan),
                seconds(apply),
                seconds(unchanged),
                peak / 1024 / 1024));
    }

    private static Duration least(Duration before, long begun) {
        Duration now = Duration.ofNanos(System.nanoTime() - begun);
        return now.compareTo(before) < 0 ? now : before;
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }

    static String yaml(int size) {
        int layer = Math.max(1, size / LAYERS);
        StringBuilder yaml = new StringBuilder("name: big\nservices:\n");
        for (int number = 0; number < size; number++) {
            yaml.append("  s").append(number).append(": { image: 'i:1', expose: 80");
            yaml.append(number < layer ? " }\n" : ", depends_on: [s" + (number - layer) + "] }\n");
        }
        return yaml.toString();
    }

    private static void resetPeak() {
        System.gc();
        ManagementFactory.getMemoryPoolMXBeans().forEach(MemoryPoolMXBean::resetPeakUsage);
    }

    private static long peak() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(pool -> pool.getPeakUsage().getUsed())
                .sum();
    }
}
