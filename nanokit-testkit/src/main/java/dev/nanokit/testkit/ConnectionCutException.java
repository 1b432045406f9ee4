package dev.nanokit.testkit;

/**
 * What every call of a session throws once {@link FakeProvider#cutAfter} has cut it: to the platform it is as if the
 * process were gone.
 */
public final class ConnectionCutException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ConnectionCutException() {
        super("the connection was cut, as the test wants");
    }
}
