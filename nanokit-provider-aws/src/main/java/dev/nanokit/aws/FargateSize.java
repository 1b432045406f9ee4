package dev.nanokit.aws;

import dev.nanokit.model.Cpu;
import dev.nanokit.model.MemorySize;
import java.util.List;
import java.util.Optional;

/**
 * A size that Fargate has, https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html#fargate-tasks-size.
 *
 * @param cpu units of processor, 1024 to one
 * @param memory MiB
 */
record FargateSize(int cpu, int memory) {

    private static final int UNITS = 1024;
    private static final int SMALLEST_CPU = 256;
    private static final List<Integer> SMALLEST_MEMORIES = List.of(512, 1024, 2048);

    /** One size of processor, and the memory that goes with it, in MiB. */
    private record Row(int cpu, int fewest, int most, int step) {
        int memoryFor(long mebibytes) {
            long steps = Math.max(0, (mebibytes - fewest + step - 1) / step);
            return (int) (fewest + steps * step);
        }
    }

    private static final List<Row> ROWS = List.of(
            new Row(512, UNITS, 4 * UNITS, UNITS),
            new Row(UNITS, 2 * UNITS, 8 * UNITS, UNITS),
            new Row(2 * UNITS, 4 * UNITS, 16 * UNITS, UNITS),
            new Row(4 * UNITS, 8 * UNITS, 30 * UNITS, UNITS),
            new Row(8 * UNITS, 16 * UNITS, 60 * UNITS, 4 * UNITS),
            new Row(16 * UNITS, 32 * UNITS, 120 * UNITS, 8 * UNITS));

    /**
     * Gives the smallest size that has at least what is asked for.
     *
     * @param cpu processors; empty for as few as there are
     * @param memory memory; empty for as little as goes with the processors
     * @return the size, or empty if Fargate has none that large
     */
    static Optional<FargateSize> holding(Optional<Cpu> cpu, Optional<MemorySize> memory) {
        long units = cpu.map(one -> (one.millis() * (long) UNITS + 999) / 1000).orElse(0L);
        long mebibytes =
                memory.map(size -> (size.bytes() + (1 << 20) - 1) / (1 << 20)).orElse(0L);
        if (units <= SMALLEST_CPU) {
            for (int small : SMALLEST_MEMORIES) {
                if (mebibytes <= small) {
                    return Optional.of(new FargateSize(SMALLEST_CPU, small));
                }
            }
        }
        return ROWS.stream()
                .filter(row -> row.cpu() >= units && row.most() >= mebibytes)
                .findFirst()
                .map(row -> new FargateSize(row.cpu(), row.memoryFor(mebibytes)));
    }

    /** {@return whether it is just what is asked for, as far as anything is} */
    boolean isJust(Optional<Cpu> asked, Optional<MemorySize> memoryAsked) {
        return asked.map(one -> one.millis() * (long) UNITS == cpu * 1000L).orElse(true)
                && memoryAsked
                        .map(size -> size.bytes() == memory * (long) (1 << 20))
                        .orElse(true);
    }

    @Override
    public String toString() {
        return new Cpu(cpu * 1000 / UNITS) + " vCPU with " + new MemorySize(memory * (long) (1 << 20));
    }
}
