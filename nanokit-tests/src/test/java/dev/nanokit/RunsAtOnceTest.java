package dev.nanokit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nanokit.event.NanokitEvent;
import dev.nanokit.event.NanokitListener;
import dev.nanokit.event.Run;
import dev.nanokit.testkit.FakeProvider;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** One listener for several runs. */
final class RunsAtOnceTest {

    private static final String FILE = "name: shop\nservices:\n  api: { image: 'api:1' }\n";

    @Test
    void events_of_equal_runs_are_told_apart() {
        CyclicBarrier together = new CyclicBarrier(2);
        List<NanokitEvent> heard = new CopyOnWriteArrayList<>();
        NanokitListener listener = event -> {
            heard.add(event);
            if (event instanceof NanokitEvent.RunStarted) {
                await(together);
            }
        };
        List<CompletableFuture<Deployment>> both = List.of(up(listener), up(listener));
        both.forEach(CompletableFuture::join);

        Map<Run, List<NanokitEvent>> runs = heard.stream().collect(Collectors.groupingBy(NanokitEvent::run));
        assertThat(runs).hasSize(2);
        assertThat(runs.keySet()).allSatisfy(run -> assertThat(run).hasToString("up shop/local"));
        assertThat(runs.values()).allSatisfy(events -> {
            assertThat(events.get(0)).isInstanceOf(NanokitEvent.RunStarted.class);
            assertThat(events.get(events.size() - 1)).isInstanceOf(NanokitEvent.RunFinished.class);
            assertThat(events.stream().map(NanokitEvent::sequence))
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, events.size()).boxed().toList());
        });
    }

    private static CompletableFuture<Deployment> up(NanokitListener listener) {
        return Nanokit.load(FILE)
                .provider(FakeProvider.instances())
                .listener(listener)
                .upAsync();
    }

    private static void await(CyclicBarrier together) {
        try {
            together.await();
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new IllegalStateException(e);
        }
    }
}
