package dev.nanokit.testkit;

import dev.nanokit.provider.ResourceKind;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What answers for addresses: routes by host behind the gateway, and fixed ports. Thread-safe. */
final class FakeGateway {

    private static final int HTTP = 80;

    private final FakePlatform platform;
    private final Map<String, Integer> turns = new HashMap<>(); // guarded by this

    FakeGateway(FakePlatform platform) {
        this.platform = platform;
    }

    FakeAnswer request(URI address) {
        int port = address.getPort() < 0 ? HTTP : address.getPort();
        List<FakeThing> things = platform.all();
        Optional<FakeThing> onPort = things.stream()
                .filter(thing -> thing.slot().kind().runs())
                .filter(thing -> Integer.toString(port).equals(thing.values.get("port")))
                .findFirst();
        if (onPort.isPresent()) {
            return answer(onPort.get().owner());
        }
        requireGateway(things, port, address);
        return things.stream()
                .filter(thing -> thing.isOf(ResourceKind.ROUTE) && answersFor(thing, String.valueOf(address.getHost())))
                .findFirst()
                .map(route -> answer(route.values.getOrDefault("service", "")))
                .orElseGet(() -> FakeAnswer.nobody(404));
    }

    /** On a platform that runs services the gateway is the platform's own, on whatever port. */
    private static void requireGateway(List<FakeThing> things, int port, URI address) {
        boolean isThere = things.stream()
                .anyMatch(thing -> thing.isOf(ResourceKind.SERVICE)
                        || (thing.isOf(ResourceKind.GATEWAY)
                                && thing.slot().name().equals(Integer.toString(port))));
        if (!isThere) {
            throw new UncheckedIOException(new ConnectException("nothing listens at " + address));
        }
    }

    private static boolean answersFor(FakeThing route, String host) {
        return route.values.entrySet().stream()
                .anyMatch(field ->
                        field.getKey().startsWith("host.") && field.getValue().equalsIgnoreCase(host));
    }

    /** Those that are ready and in the rotation take turns. */
    private synchronized FakeAnswer answer(String service) {
        List<FakeThing> ready = platform.answering(service);
        if (ready.isEmpty()) {
            return FakeAnswer.nobody(503);
        }
        int turn = turns.merge(service, 1, Integer::sum);
        FakeThing one = ready.get(turn % ready.size());
        String image = Objects.requireNonNullElse(one.serving, one.values).getOrDefault("image", "");
        return new FakeAnswer(200, Optional.of(one.slot().toString()), Optional.of(image));
    }
}
