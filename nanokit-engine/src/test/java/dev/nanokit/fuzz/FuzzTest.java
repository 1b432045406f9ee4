package dev.nanokit.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A bounded run of Jazzer over the reader of files, begun from the examples in our docs; {@code -Dnanokit.fuzz-seconds=600}
 * makes it a longer one.
 */
final class FuzzTest {

    private static final int SECONDS = Integer.getInteger("nanokit.fuzz-seconds", 10);

    @Test
    void no_file_brings_the_reader_down(@TempDir Path folder) throws Exception {
        Path seeds = Files.createDirectory(folder.resolve("seeds"));
        writeSeeds(seeds);
        Process fuzzer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1g",
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=off",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "com.code_intelligence.jazzer.Jazzer",
                        "--target_class=" + FileFuzzer.class.getName(),
                        "--instrumentation_includes=dev.nanokit.**",
                        "-max_total_time=" + SECONDS,
                        "-timeout=10",
                        seeds.toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out.txt").toFile())
                .start();
        assertThat(fuzzer.waitFor(SECONDS + 60L, TimeUnit.SECONDS)).isTrue();
        String printed = Files.readString(folder.resolve("out.txt"));
        assertThat(fuzzer.exitValue()).as(printed).isZero();
        Matcher done = Pattern.compile("Done (\\d+) runs").matcher(printed);
        assertThat(done.find()).as(printed).isTrue();
        System.out.println("fuzzed: " + done.group());
        assertThat(Integer.parseInt(done.group(1))).isGreaterThan(100);
    }

    private static void writeSeeds(Path seeds) throws IOException {
        Path root = Path.of("").toAbsolutePath();
        while (!Files.exists(root.resolve("nanokit-api"))) {
            root = root.getParent();
        }
        int number = 0;
        for (String file : new String[] {"README.md", "docs/nanokit-yml.md"}) {
            Matcher block =
                    Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(root.resolve(file)));
            while (block.find()) {
                number++;
                Files.writeString(seeds.resolve("seed-" + number), block.group(1));
            }
        }
        assertThat(number).isPositive();
    }
}
