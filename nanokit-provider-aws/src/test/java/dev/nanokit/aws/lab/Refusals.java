package dev.nanokit.aws.lab;

import dev.nanokit.aws.lab.wire.ApiRequest;
import dev.nanokit.aws.lab.wire.ApiResponse;
import dev.nanokit.aws.lab.wire.Refusal;
import dev.nanokit.aws.lab.wire.Stage;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Refuses chosen calls in the words that a test gives: the account allows them not, or its quota is reached. They are written
 * as the service's own protocol writes errors. Thread-safe.
 */
public final class Refusals implements Stage {

    private final Map<String, Refusal> refused = new ConcurrentHashMap<>();

    /**
     * Refuses a call from now on.
     *
     * @param call which, {@code ec2:CreateVpc}; {@code ec2:*} for all of a service
     * @param words what AWS says
     * @return this
     */
    public Refusals refuse(String call, Refusal words) {
        refused.put(call, words);
        return this;
    }

    /** Refuses nothing from now on. */
    public void relent() {
        refused.clear();
    }

    @Override
    public ApiResponse answer(ApiRequest request, Next next) {
        Refusal all = refused.get(request.service() + ":*");
        Refusal words = refused.getOrDefault(request.service() + ":" + request.operation(), all);
        if (words != null) {
            throw words;
        }
        return next.answer(request);
    }
}
