package dev.nanokit.docker;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** When a program first took a connection, seen by trying all the time; and how much later something else was seen. */
final class FirstAnswer {

    private static final int PORT = 8080;
    private static final int SECONDS = 30;

    private final CompletableFuture<Long> answered = new CompletableFuture<>();
    private final CompletableFuture<Long> seen = new CompletableFuture<>();

    void watch(Supplier<String> address) {
        Thread watching = new Thread(() -> tryUntilAnswered(address.get()), "first-answer");
        watching.setDaemon(true);
        watching.start();
    }

    void seen() {
        seen.complete(System.nanoTime());
    }

    Duration lateness() throws Exception {
        return Duration.ofNanos(seen.get(SECONDS, TimeUnit.SECONDS) - answered.get(SECONDS, TimeUnit.SECONDS));
    }

    private void tryUntilAnswered(String address) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (System.nanoTime() < end && !answered.isDone()) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(address, PORT), 200);
                answered.complete(System.nanoTime());
            } catch (IOException e) {
                pause();
            }
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
