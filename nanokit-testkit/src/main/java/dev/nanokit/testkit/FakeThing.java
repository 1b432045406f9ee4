package dev.nanokit.testkit;

import dev.nanokit.failure.ProviderException;
import dev.nanokit.provider.Fingerprint;
import dev.nanokit.provider.Labelled;
import dev.nanokit.provider.Lifecycle;
import dev.nanokit.provider.PlatformId;
import dev.nanokit.provider.Resolved;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.ResourceKind;
import dev.nanokit.provider.Slot;
import dev.nanokit.provider.Wanted;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One thing on the fake platform. Guarded by the platform. */
final class FakeThing {

    final String id;
    final String name;
    final String address;
    final Instant created;
    Labelled labels;
    SortedMap<String, String> values = new TreeMap<>();
    private Set<String> secrets = Set.of();
    private final Map<Fingerprint, Revision> revisions = new HashMap<>();
    Lifecycle state = Lifecycle.PRESENT;
    boolean isSick;
    Behaviour behaviour = Behaviour.healthy();

    @Nullable
    Instant started;

    /** On a platform that runs services: the last revision that was ready, which answers until the next one is. */
    @Nullable
    SortedMap<String, String> serving;

    FakeThing(String id, String name, String address, Wanted wanted, Instant created) {
        this.created = created;
        this.id = id;
        this.name = name;
        this.address = address;
        this.labels = wanted.labelled();
        setValues(wanted);
    }

    FakeThing(String id, String name, String address, FakeThing like) {
        this.id = id;
        this.name = name;
        this.address = address;
        this.created = like.created;
        this.labels = like.labels;
        this.values = like.values;
        this.state = like.state;
        this.behaviour = like.behaviour;
        this.started = like.started;
    }

    void setValues(Wanted wanted) {
        SortedMap<String, String> texts = new TreeMap<>();
        Set<String> hidden = new HashSet<>();
        wanted.values().forEach((field, value) -> {
            texts.put(field, value.text());
            if (value.isSecret()) {
                hidden.add(field);
            }
        });
        values = texts;
        secrets = hidden;
        wanted.labelled()
                .fingerprint()
                .ifPresent(fingerprint -> revisions.put(fingerprint, new Revision(texts, wanted.labelled())));
    }

    /** Goes back to a version that it had; {@return whether it had it} */
    boolean goBack(Fingerprint fingerprint) {
        Revision revision = revisions.get(fingerprint);
        if (revision == null) {
            return false;
        }
        values = revision.values();
        labels = revision.labels();
        return true;
    }

    /** Changes a setting behind the engine's back. */
    void set(String field, String value) {
        SortedMap<String, String> changed = new TreeMap<>(values);
        changed.put(field, value);
        values = changed;
    }

    /** {@return its settings as they are, whatever its labels say} */
    SortedMap<String, Resolved> live() {
        SortedMap<String, Resolved> live = new TreeMap<>();
        values.forEach((field, text) ->
                live.put(field, secrets.contains(field) ? Resolved.secret(text) : Resolved.plain(text)));
        return live;
    }

    private record Revision(SortedMap<String, String> values, Labelled labels) {}

    Slot slot() {
        return labels.slot();
    }

    boolean isOf(ResourceKind kind) {
        return slot().kind().equals(kind);
    }

    /** {@return the service or database that it belongs to} */
    String owner() {
        return slot().owner();
    }

    void start(Instant now, Behaviour how) {
        state = Lifecycle.RUNNING;
        started = now;
        behaviour = how;
        isSick = false;
    }

    /** Ends a job that nobody waits for any longer. */
    void abort() {
        if (state == Lifecycle.RUNNING) {
            behaviour = behaviour.killed();
            state = Lifecycle.ENDED;
            forgetFingerprint();
        }
    }

    /** Checks, just before it is changed, that it is still what was found. */
    void requireSame(Resource found) {
        if (!slot().equals(found.slot()) || !labels.edition().equals(found.edition())) {
            throw FakePlatform.failure(
                    ProviderException.Kind.OWNERSHIP,
                    found.name() + " no longer carries our labels for " + found.slot() + "; it is left alone");
        }
    }

    /** Lets it end by itself if its time has come. */
    void settle(Instant now) {
        boolean over = state == Lifecycle.RUNNING
                && behaviour.exitsAfter().map(time -> isPast(time, now)).orElse(false);
        if (over) {
            state = Lifecycle.ENDED;
            if (isOf(ResourceKind.JOB) && behaviour.exitCode() != 0) {
                forgetFingerprint();
            }
        }
        if (isReady(now)) {
            serving = values;
        }
    }

    boolean isReady(Instant now) {
        return state == Lifecycle.RUNNING
                && !isSick
                && started != null
                && behaviour.isReadyAt(Duration.between(started, now));
    }

    private boolean isPast(Duration time, Instant now) {
        return started != null && !now.isBefore(started.plus(time));
    }

    Resource resource(boolean usedByOthers) {
        return Resource.builder(new PlatformId(id), labels)
                .name(name)
                .state(state)
                .fact("id", id)
                .fact("name", name)
                .fact("address", address)
                .usedByOthers(usedByOthers)
                .build();
    }

    void setLabels(Labelled value) {
        labels = value;
    }

    void forgetFingerprint() {
        labels = labels.unfinished();
    }
}
