package dev.nanokit.aws.lab.machine;

import dev.nanokit.aws.lab.wire.ApiRequest;
import dev.nanokit.aws.lab.wire.ApiResponse;
import dev.nanokit.aws.lab.wire.Stage;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Which operations the machine has a hand in, and how: the table that {@link Machine} works by. */
final class Reactions {

    /** Changes moto's answer. */
    @FunctionalInterface
    interface Revision {
        ApiResponse revise(ApiRequest request, ApiResponse answer);
    }

    private final Map<String, Stage> leading = new HashMap<>();
    private final Map<String, Revision> revising = new HashMap<>();

    /** The machine answers; moto never sees the request. */
    void own(String operation, Function<ApiRequest, ApiResponse> answer) {
        leading.put(operation, (request, next) -> answer.apply(request));
    }

    /** The machine decides whether, and in which form, moto sees the request. */
    void lead(String operation, Stage stage) {
        leading.put(operation, stage);
    }

    /** Moto does it, and if it does the machine takes notice or changes the answer. */
    void revise(String operation, Revision revision) {
        revising.merge(
                operation,
                revision,
                (first, second) -> (request, answer) -> second.revise(request, first.revise(request, answer)));
    }

    /** Moto does it, and if it does the machine takes notice. */
    void notice(String operation, java.util.function.BiConsumer<ApiRequest, ApiResponse> observer) {
        revise(operation, (request, answer) -> {
            observer.accept(request, answer);
            return answer;
        });
    }

    Optional<Stage> leader(ApiRequest request) {
        return Optional.ofNullable(leading.get(name(request)));
    }

    Optional<Revision> reviser(ApiRequest request) {
        return Optional.ofNullable(revising.get(name(request)));
    }

    private static String name(ApiRequest request) {
        return request.service() + ":" + request.operation();
    }
}
