package dev.nanokit.engine.config;

import java.util.Arrays;
import java.util.Locale;

/** How long reading and checking a file takes, by its size; the last figures are the median of several readings. */
public final class ReadBenchmark {

    private static final int ROUNDS = 9;

    private ReadBenchmark() {}

    /**
     * Runs it.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        System.out.println("| services | characters | first ms | median ms | us a service |");
        System.out.println("| --- | --- | --- | --- | --- |");
        for (int services : new int[] {1_000, 2_000, 4_000, 8_000}) {
            String yaml = HostileFileTest.services(services);
            double[] times = new double[ROUNDS];
            for (int round = 0; round < ROUNDS; round++) {
                long begun = System.nanoTime();
                Reading.in("local", java.util.Map.of()).read(yaml);
                times[round] = (System.nanoTime() - begun) / 1e6;
            }
            double first = times[0];
            Arrays.sort(times);
            double median = times[ROUNDS / 2];
            System.out.printf(
                    Locale.ROOT,
                    "| %d | %d | %.0f | %.0f | %.0f |%n",
                    services,
                    yaml.length(),
                    first,
                    median,
                    median * 1000 / services);
        }
    }
}
