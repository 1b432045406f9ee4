package dev.nanokit;

/**
 * Many verbs on one connection:
 *
 * <pre>{@code
 * try (Stack stack = Nanokit.load(yaml).open()) {
 *     stack.up();
 *     stack.exec("api", "./migrate");
 *     stack.scale("api", 3);
 * }
 * }</pre>
 *
 * <p>Closing disconnects; what was made stays, unless the stack is an {@link Nanokit#ephemeral ephemeral} one. Provider
 * and its settings are those that the file named when the stack was opened. Thread-safe; verbs that write exclude each
 * other where the platform has leases.
 */
public sealed interface Stack extends Verbs, AutoCloseable permits DefaultStack {

    /**
     * Ends the connection. Of an ephemeral stack everything is deleted first, data too.
     *
     * @throws dev.nanokit.failure.RolloutFailedException if that failed; any later run sweeps what is left
     */
    @Override
    void close();
}
