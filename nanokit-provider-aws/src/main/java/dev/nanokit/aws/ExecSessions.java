package dev.nanokit.aws;

import dev.nanokit.failure.OperationCancelledException;
import dev.nanokit.failure.ProviderException;
import dev.nanokit.failure.ProviderException.Kind;
import dev.nanokit.provider.ProgramResult;
import dev.nanokit.provider.ProviderContext;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.Session;

/**
 * Follows sessions of ECS Exec to the end of their commands. Nothing is tried a second time here: the command may have
 * begun. Thread-safe.
 */
final class ExecSessions {

    private static final Duration CONNECT = Duration.ofSeconds(10);

    /** How much of what was written is told where no result can be. */
    private static final int SEEN = 500;

    private final StreamSignature signature;
    private final ProviderContext context;

    ExecSessions(StreamSignature signature, ProviderContext context) {
        this.signature = signature;
        this.context = context;
    }

    /**
     * Follows a session.
     *
     * @param words what is run, and where
     * @param session what AWS has answered; holds a secret
     * @param command what was asked to run
     * @param time the time that it has
     * @return how the command ended
     */
    ProgramResult follow(String words, Session session, MarkedCommand command, ExecTime time) {
        ExecOutput output = new ExecOutput(command.marker());
        String reason;
        try (SessionChannel channel = new SessionChannel(connect(session, time), context::wallClock)) {
            channel.open(session.tokenValue());
            read(channel, output);
            reason = channel.reason();
        } catch (WebSocketUpgrade.RefusedException e) {
            throw refused(words, e);
        } catch (IOException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw new OperationCancelledException("interrupted while following " + words);
            }
            String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            throw failed("tried to follow " + words + ", but " + why, output, e);
        } catch (ProviderException e) {
            if (!time.isOver()) {
                throw e;
            }
            String late = words + " did not end before its deadline; it was told to end, and may run on";
            throw failed(late, output, e);
        }
        return output.result().orElseThrow(() -> ended(words, reason, output));
    }

    private WebSocket connect(Session session, ExecTime time) throws IOException {
        URI address = address(session);
        Map<String, List<String>> headers =
                AwsFailures.call("sign the request for a stream", () -> signature.headers(address));
        try {
            return open(address, headers, time);
        } catch (WebSocketUpgrade.RefusedException e) {
            if (!e.isDenial()) {
                throw e;
            }
            return open(address, Map.of(), time); // the token alone has been enough for years
        }
    }

    /** The address holds words that let somebody in, and is never told. */
    private static URI address(Session session) throws ProtocolException {
        try {
            return URI.create(session.streamUrl());
        } catch (IllegalArgumentException e) {
            throw new ProtocolException("AWS has given an address that is none");
        }
    }

    private static WebSocket open(URI address, Map<String, List<String>> headers, ExecTime time) throws IOException {
        Socket socket =
                StreamSocket.connect(address, (SSLSocketFactory) SSLSocketFactory.getDefault(), time.atMost(CONNECT));
        return WebSocket.open(socket, address, headers, WebSocket.PING_AFTER, time::pause);
    }

    /** What is left early, as it is late or cancelled, is told to end. */
    private static void read(SessionChannel channel, ExecOutput output) throws IOException {
        boolean isOver = false;
        try {
            boolean isOpen = true;
            while (isOpen && output.result().isEmpty()) {
                isOpen = channel.receive(output::add);
            }
            isOver = true;
        } finally {
            if (!isOver) {
                tellToEnd(channel);
            }
        }
    }

    private static void tellToEnd(SessionChannel channel) {
        boolean isInterrupted = Thread.interrupted(); // or the write would close the connection, and say nothing
        try {
            channel.interrupt();
        } catch (IOException e) {
            // Nobody is there to be told.
        } finally {
            if (isInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static ProviderException ended(String words, String reason, ExecOutput output) {
        String why = reason.isEmpty() ? "" : " (" + reason + ")";
        return failed("the session of " + words + " ended without telling an exit code" + why, output, null);
    }

    private static ProviderException failed(String message, ExecOutput output, @Nullable Exception cause) {
        String seen = output.tail(SEEN);
        String all = message + (seen.isEmpty() ? "; it wrote nothing" : "; it wrote: " + seen);
        return new ProviderException(Kind.FAILED, all, cause);
    }

    private static ProviderException refused(String words, WebSocketUpgrade.RefusedException e) {
        String permission = e.isDenial() ? ". Allow ssmmessages:OpenDataChannel to whoever runs this" : "";
        return new ProviderException(
                e.isDenial() ? Kind.DENIED : Kind.FAILED,
                "tried to follow " + words + ", but " + e.getMessage() + permission,
                e);
    }
}
