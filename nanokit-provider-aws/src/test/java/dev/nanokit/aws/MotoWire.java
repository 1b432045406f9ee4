package dev.nanokit.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.nanokit.aws.lab.AwsLab;
import dev.nanokit.failure.ProviderException;
import dev.nanokit.testkit.FakeProvider;
import dev.nanokit.time.TimeSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A line to the lab that tells what passes, gives each test an account of its own, answers by a script, and can be cut. */
final class MotoWire {

    /** What becomes of the call at which the line is cut. */
    enum Cut {
        /** It does not arrive. */
        LOST,
        /** It arrives, and its answer does not. */
        UNANSWERED
    }

    private static final Set<String> HOP = Set.of("host", "connection", "content-length", "expect", "upgrade");
    private static final int NEVER = Integer.MAX_VALUE;

    private final HttpServer server;
    private final ExecutorService workers = Executors.newFixedThreadPool(4);
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<String> calls = new ArrayList<>(); // guarded by this
    private final List<Scripted> scripted = new ArrayList<>(); // guarded by this
    private final TimeSource time = FakeProvider.services().time().orElseThrow();
    private AwsLab lab = new AwsLab(time); // guarded by this
    private int left = NEVER; // guarded by this
    private Cut cut = Cut.LOST; // guarded by this

    /** {@return the one of all tests, as it takes a while to begin; it ends with the machine's program} */
    static MotoWire shared() {
        return Shared.WIRE;
    }

    private static final class Shared {
        static final MotoWire WIRE = new MotoWire();

        static {
            Runtime.getRuntime().addShutdownHook(new Thread(WIRE::close, "moto-end"));
        }
    }

    private MotoWire() {
        System.setProperty("sun.net.httpserver.nodelay", "true");
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::pass);
        server.setExecutor(workers);
        server.start();
    }

    /** Lets the lab's time pass. */
    void pass(Duration length) {
        try {
            time.pause(length);
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody ends a test", e);
        }
    }

    /**
     * Makes a call that is cut at its first call of AWS, then at its second and so on until it ends uncut, and that in each
     * way in which the line can be cut.
     *
     * @param ground what stands before each time
     * @param call the call; cut short it fails as one that AWS does not answer
     * @param mended what is to hold when the line is whole again; told which cut it was
     */
    <T> void cutAtEachCall(Supplier<T> ground, Consumer<T> call, BiConsumer<T, String> mended) {
        for (Cut how : Cut.values()) {
            boolean isCut = true;
            for (int point = 0; isCut; point++) {
                T stands = ground.get();
                cutAfter(point, how);
                isCut = isCut(() -> call.accept(stands));
                mend();
                mended.accept(stands, how + " at " + point);
            }
        }
    }

    /** {@return whether a call fails as one that AWS does not answer; no other failure is let pass} */
    static boolean isCut(Runnable call) {
        try {
            call.run();
            return false;
        } catch (ProviderException e) {
            assertThat(e.kind()).isEqualTo(ProviderException.Kind.UNAVAILABLE);
            return true;
        }
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Begins with an account in which nothing is. */
    synchronized void freshAccount() {
        lab.close();
        lab = new AwsLab(time);
        scripted.clear();
        calls.clear();
        mend();
    }

    /** Forgets what has passed. */
    synchronized void forget() {
        calls.clear();
    }

    synchronized List<String> calls() {
        return List.copyOf(calls);
    }

    /** Cuts the line after some calls; no call passes from then on. */
    synchronized void cutAfter(int passing, Cut how) {
        left = passing;
        cut = how;
    }

    synchronized void mend() {
        left = NEVER;
    }

    /** Answers the next call of an action in AWS's place. */
    synchronized void answer(String action, int status, String body) {
        scripted.add(new Scripted(action, status, body));
    }

    private synchronized Optional<Scripted> script(String action) {
        Optional<Scripted> next =
                scripted.stream().filter(one -> one.action().equals(action)).findFirst();
        next.ifPresent(scripted::remove);
        return next;
    }

    private record Scripted(String action, int status, String body) {}

    private void pass(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String action = action(exchange, body);
            Optional<Scripted> instead = script(action);
            boolean arrives;
            boolean isAnswered;
            URI behind;
            synchronized (this) {
                calls.add(action);
                isAnswered = left > 0;
                arrives = isAnswered || (left == 0 && cut == Cut.UNANSWERED);
                left = left == NEVER ? NEVER : left - 1;
                behind = lab.endpoint();
            }
            if (instead.isPresent()) {
                byte[] text = instead.get().body().getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(instead.get().status(), text.length);
                exchange.getResponseBody().write(text);
                return;
            }
            HttpResponse<byte[]> answer = arrives ? forward(behind, exchange, body) : null;
            if (answer == null || !isAnswered) {
                exchange.sendResponseHeaders(503, -1);
                return;
            }
            answer.headers().firstValue("content-type").ifPresent(type -> exchange.getResponseHeaders()
                    .set("Content-Type", type));
            answer.headers().firstValue("x-amzn-errortype").ifPresent(type -> exchange.getResponseHeaders()
                    .set("x-amzn-errortype", type));
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
            exchange.getResponseBody().write(answer.body());
        }
    }

    private HttpResponse<byte[]> forward(URI behind, HttpExchange exchange, byte[] body) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(behind.toString() + exchange.getRequestURI()))
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(creatable(exchange, body)));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!HOP.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** A record that was created and deleted can be created again on AWS, and never on moto. */
    private static byte[] creatable(HttpExchange exchange, byte[] body) {
        if (!exchange.getRequestURI().getPath().contains("/rrset")) {
            return body;
        }
        return new String(body, StandardCharsets.UTF_8)
                .replace("<Action>CREATE</Action>", "<Action>UPSERT</Action>")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String action(HttpExchange exchange, byte[] body) {
        String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
        if (target != null) {
            return target.substring(target.indexOf('.') + 1);
        }
        for (String field : new String(body, StandardCharsets.UTF_8).split("&", -1)) {
            if (field.startsWith("Action=")) {
                return field.substring("Action=".length());
            }
        }
        return exchange.getRequestMethod() + " " + exchange.getRequestURI();
    }

    private synchronized void close() {
        server.stop(0);
        workers.shutdownNow();
        lab.close();
    }
}
