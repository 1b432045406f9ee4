package dev.nanokit.engine.execution;

import dev.nanokit.engine.planning.Work;
import dev.nanokit.provider.Health;
import dev.nanokit.provider.PlatformId;
import dev.nanokit.provider.Resource;
import java.util.Map;
import java.util.Optional;

/** What workers and probes tell the thread that owns the run. */
sealed interface Message {

    /** A write ended well; it may have given a resource. */
    record Done(Work work, Optional<Resource> resource) implements Message {}

    /** A write failed. */
    record Failed(Work work, RuntimeException failure) implements Message {}

    /** A write went on. */
    record Progressed(Work work, String progress) implements Message {}

    /** A look answered. */
    record Looked(Map<PlatformId, Health> answers) implements Message {}

    /** A look failed. */
    record LookFailed(RuntimeException failure) implements Message {}

    /** A probe of ours answered. */
    record Probed(PlatformId id, Prober.Answer answer) implements Message {}

    /** The lease was renewed, or not. */
    record Renewed() implements Message {}
}
