package dev.nanokit.aws;

import dev.nanokit.failure.OperationCancelledException;
import dev.nanokit.failure.ProviderException;
import dev.nanokit.provider.Inventory;
import dev.nanokit.provider.LabelCodec;
import dev.nanokit.provider.Labelled;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.ResourceDiscovery;
import dev.nanokit.provider.Scope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * Finds what carries the tags of a scope, kind by kind: what others stand on first. Several kinds are asked for at a time, as
 * what a look costs is the way to AWS and back. A kind that waits for what another has seen stands behind it in the list,
 * and they are begun in that order: none waits for one that has not begun.
 *
 * <p>A discovery is some dozens of calls: where AWS answers one badly, those of its kind are repeated, and not all, which
 * would be throttled the more. Whether AWS is there at all is not for us to wait for.
 */
final class AwsDiscovery implements ResourceDiscovery {

    private static final Duration FIRST = Duration.ofMillis(200);
    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final int TRIES = 5;
    private static final int AT_ONCE = 6;

    private final List<AwsKind> kinds;
    private final TagIndex index;
    private final Clusters clusters;
    private final LabelCodec codec;
    private final Consumer<Duration> pause;

    AwsDiscovery(List<AwsKind> kinds, TagIndex index, Clusters clusters, LabelCodec codec, Consumer<Duration> pause) {
        this.clusters = clusters;
        this.kinds = List.copyOf(kinds);
        this.index = index;
        this.codec = codec;
        this.pause = pause;
    }

    @Override
    public Inventory discover(Scope scope) {
        Sight sight = new Sight(scope, index, clusters);
        Map<AwsKind, List<Resource>> answers = new LinkedHashMap<>();
        Duration next = FIRST;
        for (int left = TRIES - 1; ; left--) {
            List<AwsKind> open =
                    kinds.stream().filter(kind -> !answers.containsKey(kind)).toList();
            Optional<ProviderException> bad = ask(open, sight, answers);
            if (bad.isEmpty()) {
                return inOrder(answers);
            }
            Duration wait = bad.get().retryAfter().orElse(next);
            if (left == 0 || !isWorthAnotherTry(bad.get()) || wait.compareTo(LONGEST) > 0) {
                throw bad.get();
            }
            pause.accept(wait);
            next = next.multipliedBy(2);
        }
    }

    private Inventory inOrder(Map<AwsKind, List<Resource>> answers) {
        List<Resource> resources = new ArrayList<>();
        kinds.forEach(kind -> resources.addAll(answers.getOrDefault(kind, List.of())));
        return new Inventory(resources, Map.of());
    }

    private static boolean isWorthAnotherTry(ProviderException e) {
        return e.kind().isRetryable() && e.getCause() instanceof AwsServiceException;
    }

    /**
     * Asks once for each kind.
     *
     * @param open the kinds
     * @param sight what is seen meanwhile
     * @param answers takes the answers
     * @return why there is none for some; the first that another try does not mend, if there is one
     */
    private Optional<ProviderException> ask(List<AwsKind> open, Sight sight, Map<AwsKind, List<Resource>> answers) {
        open.forEach(kind -> sight.looksFor(kind.kind()));
        ExecutorService askers = Executors.newFixedThreadPool(Math.min(AT_ONCE, open.size()), task -> {
            Thread thread = new Thread(task, "nanokit-aws-look");
            thread.setDaemon(true);
            return thread;
        });
        try {
            Map<AwsKind, Future<List<Resource>>> looks = new LinkedHashMap<>();
            open.forEach(kind -> looks.put(kind, askers.submit(() -> look(kind, sight))));
            Optional<ProviderException> bad = Optional.empty();
            for (Map.Entry<AwsKind, Future<List<Resource>>> look : looks.entrySet()) {
                try {
                    answers.put(look.getKey(), answer(look.getValue()));
                } catch (ProviderException e) {
                    if (bad.isEmpty() || (isWorthAnotherTry(bad.get()) && !isWorthAnotherTry(e))) {
                        bad = Optional.of(e);
                    }
                }
            }
            return bad;
        } finally {
            askers.shutdownNow();
        }
    }

    private List<Resource> look(AwsKind kind, Sight sight) {
        try {
            List<Resource> resources = new ArrayList<>();
            List<Labelled> seen = new ArrayList<>();
            for (Found found : kind.all(sight)) {
                codec.decode(AwsTags.labels(found.tags()))
                        .filter(labels -> labels.scope().equals(sight.scope()))
                        .filter(labels -> labels.slot().kind().equals(kind.kind()))
                        .ifPresent(labels -> {
                            seen.add(labels);
                            resources.add(TaggedResources.resource(found, labels));
                        });
            }
            sight.saw(kind.kind(), seen);
            return resources;
        } catch (RuntimeException e) {
            sight.failed(kind.kind(), e);
            throw e;
        }
    }

    private static List<Resource> answer(Future<List<Resource>> look) {
        try {
            return look.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OperationCancelledException("interrupted while looking at what is there");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
