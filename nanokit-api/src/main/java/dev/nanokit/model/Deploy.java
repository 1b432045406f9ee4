package dev.nanokit.model;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The server that a project is brought to. Immutable and thread-safe; equality is by content, positions aside.
 *
 * @param target {@code user@host}
 * @param sshKey path of the key, or a reference to it; empty for the usual ones
 * @param sshPort default 22
 * @param method how the files get there; default {@link Method#RSYNC}
 * @param repository what is cloned with {@link Method#GIT}; empty otherwise
 * @param runtime image in which {@code prepare} runs; default {@code node:22-slim}
 * @param prepare a command after the files are there; empty for none
 * @param prune folders on the target that are deleted before {@code prepare}
 * @param positions where it stands in the file
 */
public record Deploy(
        String target,
        Optional<String> sshKey,
        Port sshPort,
        Method method,
        Optional<String> repository,
        String runtime,
        Optional<String> prepare,
        List<String> prune,
        Positions positions) {

    /** How files get to the target. */
    public enum Method {
        /** Copied from this machine. The default. */
        RSYNC,
        /** Cloned there. */
        GIT
    }

    /** Checks and copies the components. */
    public Deploy {
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(sshKey, "sshKey");
        Objects.requireNonNull(sshPort, "sshPort");
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(repository, "repository");
        Objects.requireNonNull(runtime, "runtime");
        Objects.requireNonNull(prepare, "prepare");
        prune = List.copyOf(prune);
        Objects.requireNonNull(positions, "positions");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Deploy that && content().equals(that.content());
    }

    @Override
    public int hashCode() {
        return target.hashCode();
    }

    private List<Object> content() {
        return List.of(target, sshKey, sshPort, method, repository, runtime, prepare, prune);
    }
}
