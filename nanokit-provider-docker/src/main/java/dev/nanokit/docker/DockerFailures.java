package dev.nanokit.docker;

import com.github.dockerjava.api.exception.BadRequestException;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.exception.UnauthorizedException;
import dev.nanokit.failure.OperationCancelledException;
import dev.nanokit.failure.ProviderException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.function.Supplier;

/** Turns what the SDK throws into ours, by type and status, never by message text. */
final class DockerFailures {

    private static final int FORBIDDEN = 403;

    private DockerFailures() {}

    /** Makes a call; the words say what is tried, for instance {@code create container nk-shop-local-web-1}. */
    static <T> T calling(String words, Supplier<T> call) {
        try {
            return call.get();
        } catch (DockerException e) {
            throw translate(words, e);
        } catch (RuntimeException e) {
            throw translateTransport(words, e);
        }
    }

    private static ProviderException translate(String words, DockerException e) {
        ProviderException.Kind kind = ProviderException.Kind.FAILED;
        if (e instanceof NotFoundException) {
            kind = ProviderException.Kind.NOT_FOUND;
        } else if (e instanceof ConflictException) {
            kind = ProviderException.Kind.CONFLICT;
        } else if (e instanceof UnauthorizedException || e.getHttpStatus() == FORBIDDEN) {
            kind = ProviderException.Kind.DENIED;
        } else if (e instanceof BadRequestException) {
            kind = ProviderException.Kind.BAD_CONFIGURATION;
        }
        return new ProviderException(kind, "tried to " + words + ", but the engine said: " + plain(e), e);
    }

    private static RuntimeException translateTransport(String words, RuntimeException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof InterruptedException
                    || cause instanceof ClosedByInterruptException
                    || (cause instanceof InterruptedIOException
                            && Thread.currentThread().isInterrupted())) {
                Thread.currentThread().interrupt();
                return new OperationCancelledException("interrupted while trying to " + words);
            }
            if (cause instanceof IOException) {
                return new ProviderException(
                        ProviderException.Kind.UNAVAILABLE,
                        "tried to " + words + ", but the Docker engine does not answer: " + cause.getMessage()
                                + ". Is it running, and may this user reach it?",
                        e);
            }
        }
        return e;
    }

    /** The engine's words without the SDK's frame. */
    private static String plain(DockerException e) {
        String message = String.valueOf(e.getMessage());
        int json = message.indexOf("{\"message\":\"");
        return json < 0 ? message.strip() : message.substring(json + 12).replaceAll("\"}\\s*$", "");
    }
}
