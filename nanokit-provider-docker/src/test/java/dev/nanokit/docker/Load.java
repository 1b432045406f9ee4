package dev.nanokit.docker;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/** Requests over loopback to one published port: half of the clients keep their connection, half open one for each. */
final class Load implements AutoCloseable {

    private static final int CLIENTS = 4;
    private static final int MOST_REQUESTS = 20_000;
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(120);
    private static final long PAUSE_MILLIS = 4;

    private final int port;
    private final String host;
    private final List<Thread> clients = new ArrayList<>();
    private final List<Long> nanos = Collections.synchronizedList(new ArrayList<>());
    private final List<String> failures = Collections.synchronizedList(new ArrayList<>());
    private final Set<String> bodies = Collections.synchronizedSet(new TreeSet<>());
    private volatile boolean ending;

    Load(int port, String host) {
        this.port = port;
        this.host = host;
    }

    void begin() {
        for (int number = 0; number < CLIENTS; number++) {
            boolean keepAlive = number % 2 == 0;
            Thread client = new Thread(() -> run(keepAlive), "load-" + number);
            client.setDaemon(true);
            client.start();
            clients.add(client);
        }
    }

    Result end() throws InterruptedException {
        ending = true;
        for (Thread client : clients) {
            client.join(TimeUnit.SECONDS.toMillis(20));
        }
        List<Long> times = new ArrayList<>(nanos);
        Collections.sort(times);
        return new Result(
                times.size(),
                List.copyOf(failures),
                new TreeSet<>(bodies),
                millis(times, 0.5),
                millis(times, 0.99),
                millis(times, 1.0));
    }

    private static double millis(List<Long> times, double share) {
        return times.isEmpty() ? 0 : times.get((int) Math.min(times.size() - 1, times.size() * share)) / 1e6;
    }

    @Override
    public void close() {
        ending = true;
    }

    private void run(boolean keepAlive) {
        long end = System.nanoTime() + LONGEST_NANOS;
        Socket socket = null;
        try {
            while (!ending && System.nanoTime() < end && nanos.size() < MOST_REQUESTS) {
                long begun = System.nanoTime();
                try {
                    if (socket == null) {
                        socket = new Socket(InetAddress.getLoopbackAddress(), port);
                        socket.setSoTimeout(10_000);
                    }
                    bodies.add(exchange(socket, keepAlive));
                    nanos.add(System.nanoTime() - begun);
                } catch (IOException e) {
                    failures.add((keepAlive ? "kept connection: " : "new connection: ") + e);
                    close(socket);
                    socket = null;
                }
                if (!keepAlive) {
                    close(socket);
                    socket = null;
                }
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            close(socket);
        }
    }

    private String exchange(Socket socket, boolean keepAlive) throws IOException {
        String request =
                "GET / HTTP/1.1\r\nHost: " + host + "\r\n" + (keepAlive ? "" : "Connection: close\r\n") + "\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        InputStream in = keepAlive ? socket.getInputStream() : new BufferedInputStream(socket.getInputStream());
        String head = head(in);
        if (!head.startsWith("HTTP/1.1 200")) {
            throw new IOException("answered " + head.lines().findFirst().orElse(""));
        }
        int length = head.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
                .map(line -> Integer.parseInt(line.substring(15).strip()))
                .findFirst()
                .orElseThrow(() -> new IOException("no length"));
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new EOFException("cut off in the middle");
        }
        return new String(body, StandardCharsets.UTF_8).strip();
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int end = 0;
        while (end < 4) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("closed before the answer");
            }
            head.write(next);
            end = next == (end % 2 == 0 ? '\r' : '\n') ? end + 1 : next == '\r' ? 1 : 0;
        }
        return head.toString(StandardCharsets.US_ASCII);
    }

    private static void close(Socket socket) {
        try {
            if (socket != null) {
                socket.close();
            }
        } catch (IOException e) {
            Thread.onSpinWait(); // it is closed either way
        }
    }

    /** What came of it; times in milliseconds. */
    record Result(int requests, List<String> failures, Set<String> bodies, double median, double p99, double longest) {}
}
