package dev.nanokit.aws.lab.exec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ServerSocketFactory;

/** A WebSocket server on the loopback interface that plays with each who comes what a test tells it to. */
public final class StreamServer implements AutoCloseable {

    private static final Duration NOBODY_COMES = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final ServerSocket door;
    private final String scheme;
    private final boolean isForOne;
    private final Play play;
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private final List<Conversation> conversations = new CopyOnWriteArrayList<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final List<Thread> plays = new CopyOnWriteArrayList<>();

    /** What is done with one connection. */
    @FunctionalInterface
    public interface Play {

        /**
         * Plays with one who has come.
         *
         * @param with the connection; the request was read, nothing was answered
         * @throws IOException if it breaks off, which is not held against the test
         */
        void play(Conversation with) throws IOException;
    }

    /**
     * Opens a plain one.
     *
     * @param play what it plays
     */
    public StreamServer(Play play) {
        this("ws", ServerSocketFactory.getDefault(), play);
    }

    /**
     * Opens one.
     *
     * @param scheme {@code ws} or {@code wss}
     * @param doors makes the socket
     * @param play what it plays
     */
    public StreamServer(String scheme, ServerSocketFactory doors, Play play) {
        this(scheme, doors, false, play);
    }

    private StreamServer(String scheme, ServerSocketFactory doors, boolean isForOne, Play play) {
        this.scheme = scheme;
        this.isForOne = isForOne;
        this.play = play;
        try {
            door = doors.createServerSocket(0, 16, InetAddress.getLoopbackAddress());
            door.setSoTimeout((int) NOBODY_COMES.toMillis());
        } catch (IOException e) {
            throw new UncheckedIOException("this machine has no free port", e);
        }
        thread(this::accept);
    }

    /**
     * Opens a plain one for one client. Once that has come, or nobody for half a minute, nobody else is let in.
     *
     * @param play what it plays
     * @return the server
     */
    public static StreamServer forOne(Play play) {
        return new StreamServer("ws", ServerSocketFactory.getDefault(), true, play);
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "stream-server");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void accept() {
        try (door) {
            do {
                Socket socket = door.accept();
                open.add(socket);
                plays.add(thread(() -> serve(socket)));
            } while (!isForOne);
        } catch (IOException e) {
            return; // closed, or nobody has come for long
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            Conversation conversation = new Conversation(socket);
            conversations.add(conversation);
            play.play(conversation);
        } catch (IOException e) {
            return; // who came is gone
        } catch (RuntimeException | Error e) {
            failures.add(e);
        }
    }

    /** {@return where it is, as AWS would say it} */
    public String address() {
        return scheme + "://localhost:" + door.getLocalPort()
                + "/v1/data-channel/ecs-execute-command-0a1b?role=publish_subscribe&cell-number=AAEAAX+Z/k==";
    }

    /** {@return where it is} */
    public URI uri() {
        return URI.create(address());
    }

    /** {@return who has come, in order} */
    public List<Conversation> conversations() {
        return conversations;
    }

    /** {@return what went wrong on this side} */
    public List<Throwable> failures() {
        return failures;
    }

    /** Waits until every play has come to its end, which one that reads to the end does once its client is gone. */
    public void awaitPlays() {
        try {
            for (Thread play : plays) {
                play.join(PATIENCE.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        try {
            door.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
