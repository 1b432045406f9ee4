package dev.nanokit.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nanokit.model.Cpu;
import dev.nanokit.model.MemorySize;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FargateSizeTest {

    /** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html#fargate-tasks-size, in MiB. */
    private static final Map<Integer, List<Integer>> SIZES = Map.of(
            256, List.of(512, 1024, 2048),
            512, steps(1, 4, 1),
            1024, steps(2, 8, 1),
            2048, steps(4, 16, 1),
            4096, steps(8, 30, 1),
            8192, steps(16, 60, 4),
            16384, steps(32, 120, 8));

    private static List<Integer> steps(int from, int to, int step) {
        return IntStream.rangeClosed(0, (to - from) / step)
                .map(index -> (from + index * step) * 1024)
                .boxed()
                .toList();
    }

    private static Optional<FargateSize> holding(String cpu, String memory) {
        return FargateSize.holding(cpu(cpu), memory(memory));
    }

    private static Optional<Cpu> cpu(String text) {
        return Optional.ofNullable(text).map(Cpu::parse);
    }

    private static Optional<MemorySize> memory(String text) {
        return Optional.ofNullable(text).map(MemorySize::parse);
    }

    @ParameterizedTest
    @CsvSource({
        ",,256,512",
        "0.25,512mb,256,512",
        "0.25,513mb,256,1024",
        "0.25,2gb,256,2048",
        "0.25,2049mb,512,3072",
        "0.1,,256,512",
        "0.251,,512,1024",
        "0.5,512mb,512,1024",
        ",4gb,512,4096",
        ",5gb,1024,5120",
        "1,1gb,1024,2048",
        "1,8gb,1024,8192",
        "1,9gb,2048,9216",
        "1.5,,2048,4096",
        "2,16.5gb,4096,17408",
        "4,30gb,4096,30720",
        "4,31gb,8192,32768",
        "8,17gb,8192,20480",
        "8,60gb,8192,61440",
        "16,,16384,32768",
        "9,61gb,16384,65536",
        "16,120gb,16384,122880"
    })
    void the_smallest_size_that_holds_it_is_taken(String cpu, String memory, int units, int mebibytes) {
        assertThat(holding(cpu, memory)).contains(new FargateSize(units, mebibytes));
    }

    @ParameterizedTest
    @CsvSource({"16.001,", "32,", ",121gb", "1,1024gb"})
    void what_is_larger_than_all_has_none(String cpu, String memory) {
        assertThat(holding(cpu, memory)).isEmpty();
    }

    @Test
    void every_size_that_is_taken_is_one_that_fargate_has_and_holds_what_is_asked_for() {
        for (int millis = 50; millis <= 16_000; millis += 50) {
            for (int mebibytes = 100; mebibytes <= 122_880; mebibytes += 997) {
                FargateSize size = FargateSize.holding(
                                Optional.of(new Cpu(millis)), Optional.of(new MemorySize(mebibytes * 1_048_576L)))
                        .orElseThrow();
                assertThat(SIZES.get(size.cpu())).contains(size.memory());
                assertThat(size.cpu() * 1000L).isGreaterThanOrEqualTo(millis * 1024L);
                assertThat(size.memory()).isGreaterThanOrEqualTo(mebibytes);
            }
        }
    }

    @Test
    void every_size_that_fargate_has_holds_just_itself() {
        SIZES.forEach((units, memories) -> memories.forEach(mebibytes -> {
            Optional<Cpu> cpu = Optional.of(new Cpu(units * 1000 / 1024));
            Optional<MemorySize> memory = Optional.of(new MemorySize(mebibytes * 1_048_576L));
            FargateSize size = FargateSize.holding(cpu, memory).orElseThrow();
            assertThat(size).isEqualTo(new FargateSize(units, mebibytes));
            assertThat(size.isJust(cpu, memory)).isTrue();
        }));
    }

    @ParameterizedTest
    @CsvSource({
        "0.25,512mb,true",
        ",512mb,true",
        "0.25,,true",
        ",,true",
        "0.3,,false",
        "0.25,600mb,false",
        "0.5,512mb,false"
    })
    void a_size_is_just_what_is_asked_for_as_far_as_anything_is(String cpu, String memory, boolean isJust) {
        assertThat(holding(cpu, memory).orElseThrow().isJust(cpu(cpu), memory(memory)))
                .isEqualTo(isJust);
    }

    @Test
    void it_is_told_in_the_words_of_the_file() {
        assertThat(new FargateSize(256, 512)).hasToString("0.25 vCPU with 512mb");
        assertThat(new FargateSize(4096, 30_720)).hasToString("4 vCPU with 30gb");
    }
}
