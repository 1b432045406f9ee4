package dev.nanokit.aws;

import dev.nanokit.Nanokit;
import dev.nanokit.aws.lab.AwsLab;
import dev.nanokit.engine.thread.SystemTime;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Times the verbs in real time on the imitation of AWS, and Terraform with the equal stack through the same proxy, in turn.
 * Terraform waits neither for tasks nor for databases to be seen ready beyond its own fixed delays.
 */
public final class Benchmark {

    private static final List<Integer> SIZES = List.of(1, 10, 30);

    private Benchmark() {}

    /**
     * Runs it.
     *
     * @param arguments how many rounds, default 1; and the folder of Terraform's plugins, without which only our own verbs are
     *     timed
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        int rounds = arguments.length == 0 ? 1 : Integer.parseInt(arguments[0]);
        Optional<Path> plugins = Arrays.stream(arguments).skip(1).map(Path::of).findFirst();
        System.out.println("| services | verb | Nanokit s | calls | Terraform s | calls | ratio |");
        System.out.println("| --- | --- | --- | --- | --- | --- | --- |");
        for (int size : SIZES) {
            Map<String, Figures> ours = new LinkedHashMap<>();
            Map<String, Figures> theirs = new LinkedHashMap<>();
            for (int round = 0; round < rounds; round++) {
                nanokit(size, ours);
                if (plugins.isPresent()) {
                    terraform(size, plugins.get(), theirs);
                }
            }
            ours.forEach((verb, figures) -> print(size, verb, figures, Optional.ofNullable(theirs.get(verb))));
        }
    }

    private static void print(int size, String verb, Figures ours, Optional<Figures> theirs) {
        System.out.printf(
                Locale.ROOT,
                "| %d | %s | %.2f | %d | %s |%n",
                size,
                verb,
                ours.median(),
                ours.calls,
                theirs.map(their -> String.format(
                                Locale.ROOT,
                                "%.1f | %d | %.2f",
                                their.median(),
                                their.calls,
                                ours.median() / their.median()))
                        .orElse("| |"));
    }

    private static void nanokit(int services, Map<String, Figures> verbs) {
        try (AwsLab lab = new AwsLab(new SystemTime())) {
            AwsProvider aws = new AwsProvider(OnLabTime.connection(lab));
            Nanokit first = Nanokit.load(yaml(services, "1")).provider(aws);
            Nanokit changed = Nanokit.load(yaml(services, "2")).provider(aws);
            time(lab, "fresh up", verbs, first::up);
            time(lab, "unchanged plan", verbs, first::plan);
            time(lab, "unchanged up", verbs, first::up);
            time(lab, "one change", verbs, changed::up);
            time(lab, "down with data", verbs, () -> changed.options(options -> options.deleteAllData())
                    .down());
        }
    }

    private static void terraform(int services, Path plugins, Map<String, Figures> verbs)
            throws IOException, InterruptedException {
        try (AwsLab lab = new AwsLab(new SystemTime());
                TerraformStack stack = new TerraformStack(lab.endpoint(), plugins, services)) {
            stack.write("1");
            stack.run("init");
            time(lab, "fresh up", verbs, () -> stack.run("apply", "-auto-approve"));
            time(lab, "unchanged plan", verbs, () -> stack.run("plan"));
            time(lab, "unchanged up", verbs, () -> stack.run("apply", "-auto-approve"));
            stack.write("2");
            time(lab, "one change", verbs, () -> stack.run("apply", "-auto-approve"));
            time(lab, "down with data", verbs, () -> stack.run("destroy", "-auto-approve"));
        }
    }

    private static void time(AwsLab lab, String verb, Map<String, Figures> verbs, Runnable step) {
        lab.forgetCalls();
        long begun = System.nanoTime();
        step.run();
        Figures figures = verbs.computeIfAbsent(verb, any -> new Figures());
        figures.seconds.add((System.nanoTime() - begun) / 1e9);
        figures.calls = lab.calls().size();
    }

    private static String yaml(int services, String version) {
        StringBuilder file = new StringBuilder("name: bench\ninfra: { provider: aws, region: " + AwsLab.REGION + " }\n"
                + "databases:\n  main-db: { engine: postgres, version: '16' }\nservices:\n");
        for (int number = 1; number <= services; number++) {
            file.append("  s").append(number).append(": { image: 'nginx:").append(number == 1 ? version : "1");
            file.append("', expose: 80, host: s").append(number).append(".localhost }\n");
        }
        return file.toString();
    }

    /** What was measured of one verb: times in seconds, calls of the last round. */
    private static final class Figures {
        private final List<Double> seconds = new ArrayList<>();
        private int calls;

        double median() {
            List<Double> sorted = new ArrayList<>(seconds);
            Collections.sort(sorted);
            return sorted.get(sorted.size() / 2);
        }
    }
}
