package dev.nanokit.aws.lab;

import dev.nanokit.aws.lab.wire.ApiRequest;
import dev.nanokit.aws.lab.wire.ApiResponse;
import dev.nanokit.aws.lab.wire.Stage;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Cuts the connection of chosen writes: before AWS has heard of them, or after it has done what they ask, so that only the
 * answer is lost. Every retry may be cut again, up to a number of times. What is cut depends on the seed and on the call
 * alone, not on the order in which threads come. Thread-safe.
 */
public final class LostAnswers implements Stage {

    private static final int MOST = 2;

    private final long seed;
    private final double share;
    private final Map<String, Integer> seen = new HashMap<>(); // guarded by this, as all below
    private final Set<String> cut = new HashSet<>();
    private boolean isOver;

    /**
     * Makes the station.
     *
     * @param seed of the choice
     * @param share how many of the writes are cut, of 1
     */
    public LostAnswers(long seed, double share) {
        this.seed = seed;
        this.share = share;
    }

    /** Cuts nothing from now on. */
    public synchronized void end() {
        isOver = true;
    }

    /** {@return the writes that were cut so far} */
    public synchronized Set<String> cut() {
        return Set.copyOf(cut);
    }

    @Override
    public ApiResponse answer(ApiRequest request, Next next) {
        if (request.reads()) {
            return next.answer(request);
        }
        int fate = fate(request);
        if (fate == 0) {
            return ApiResponse.LOST;
        }
        ApiResponse answer = next.answer(request);
        return fate == 1 ? ApiResponse.LOST : answer;
    }

    /** {@return 0 to cut before, 1 to cut after, anything else not at all} */
    private synchronized int fate(ApiRequest request) {
        String call = request.service() + ":" + request.operation();
        int number = seen.merge(call, 1, Integer::sum);
        Random chance = new Random(seed * 31 + call.hashCode() * 7L + number);
        chance.nextInt();
        if (isOver || number > 2 * MOST || chance.nextDouble() >= share) {
            return 2;
        }
        cut.add(call);
        return chance.nextInt(2);
    }
}
