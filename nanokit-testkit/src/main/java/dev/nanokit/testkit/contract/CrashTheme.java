package dev.nanokit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nanokit.failure.RolloutFailedException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A run that dies at any of its writes is mended by the next one. */
abstract class CrashTheme extends Theme {

    /** At how many points a run is cut where each of them costs real time. */
    private static final int FEW = 2;

    CrashTheme(Supplier<Bench> bench) {
        super(bench);
    }

    private String file(String version) {
        return Yaml.services(
                Yaml.service(APP, harness().idle("hello"), "env: { VERSION: " + version + " }"),
                Yaml.service("second", harness().idle("hello"), "depends_on: [" + APP + "]"));
    }

    @Test
    void the_first_up_cut_at_any_write_is_mended() {
        cut(Cut.Write.LOST, "", file("one"), file("one"));
    }

    @Test
    void the_first_up_cut_after_any_write_is_mended() {
        cut(Cut.Write.DONE, "", file("one"), file("one"));
    }

    @Test
    void a_change_cut_at_any_write_is_mended_by_the_same_file() {
        cut(Cut.Write.LOST, file("one"), file("two"), file("two"));
    }

    @Test
    void a_change_cut_after_any_write_is_mended_by_the_same_file() {
        cut(Cut.Write.DONE, file("one"), file("two"), file("two"));
    }

    @Test
    void a_change_cut_after_any_write_is_taken_back_by_the_old_file() {
        cut(Cut.Write.DONE, file("one"), file("two"), file("one"));
    }

    @Test
    void what_is_brought_up_behind_the_gateway_and_cut_is_mended() {
        if (has(Ability.ROUTES)) {
            cut(Cut.Write.DONE, "", routed("one"), routed("one"));
            assertThat(harness().request(WEB, bench().gatewayPort())).contains("one");
        }
    }

    @Test
    void a_down_cut_at_any_write_is_finished_by_the_next() {
        bench().kit(file("one")).up();
        CallCount count = new CallCount();
        bench().kit(new InterceptedProvider(harness().provider(), count), "").down();
        for (int point : points(count.writes().size())) {
            bench().kit(file("one")).up();
            die(() -> bench().kit(new InterceptedProvider(harness().provider(), new Cut(point, Cut.Write.LOST)), "")
                    .down());
            bench().kit("").down();
            assertThat(bench().site("").discover().resources()).isEmpty();
        }
    }

    /** Goes from one file to the next, is cut on the way, and goes on to a third. */
    private void cut(Cut.Write last, String from, String to, String then) {
        bench().kit(then).up();
        String expected = world();
        begin(from);
        CallCount count = new CallCount();
        bench().kit(new InterceptedProvider(harness().provider(), count), to).up();
        int writes = count.writes().size();
        assertThat(writes).isPositive();
        for (int point : points(writes)) {
            begin(from);
            die(() -> bench().kit(new InterceptedProvider(harness().provider(), new Cut(point, last)), to)
                    .up());
            String between = world();
            bench().kit(then).up();
            assertThat(world())
                    .as("cut at write %d of %s, in between\n%s", point, count.writes(), between)
                    .isEqualTo(expected);
            assertThat(bench().kit(then).plan().isEmpty())
                    .as(() -> bench().kit(then).plan().text())
                    .isTrue();
        }
    }

    private void begin(String from) {
        bench().kit("").down();
        if (!from.isEmpty()) {
            bench().kit(from).up();
        }
    }

    /** A run that is cut at its last write may have nothing left to hear, and not know that it died. */
    private static void die(Runnable run) {
        Parallel.failure(run).ifPresent(failure -> assertThat(failure)
                .isInstanceOfAny(RolloutFailedException.class, Cut.LineCutException.class));
    }

    private String world() {
        return World.of(bench().site("").discover());
    }

    /**
     * {@return where a run is cut: everywhere if time is simulated; else at the last write, at the first where there may be
     * three, and by chance between, the same chance in each run}
     */
    private List<Integer> points(int writes) {
        int simulated = bench().provider().time().isPresent() ? writes : FEW;
        int wanted = Math.min(writes, harness().crashPoints().orElse(simulated));
        SortedSet<Integer> points = new TreeSet<>(Set.of(writes - 1));
        if (wanted > 2) {
            points.add(0);
        }
        List<Integer> between = new ArrayList<>(IntStream.range(0, writes)
                .filter(one -> !points.contains(one))
                .boxed()
                .toList());
        Collections.shuffle(between, new Random(writes));
        points.addAll(between.subList(0, wanted - points.size()));
        return List.copyOf(points);
    }
}
