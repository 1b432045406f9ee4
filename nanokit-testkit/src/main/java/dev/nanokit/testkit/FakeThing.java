package dev.nanokit.testkit;

import dev.nanokit.provider.Labelled;
import dev.nanokit.provider.Lifecycle;
import dev.nanokit.provider.PlatformId;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.ResourceKind;
import dev.nanokit.provider.Slot;
import dev.nanokit.provider.Wanted;
import java.time.Duration;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One thing on the fake platform. Guarded by the platform. */
final class FakeThing {

    final String id;
    final String name;
    final String address;
    Labelled labels;
    SortedMap<String, String> values = new TreeMap<>();
    Lifecycle state = Lifecycle.PRESENT;
    boolean isSick;
    Behaviour behaviour = Behaviour.healthy();

    @Nullable
    Instant started;

    /** On a platform that runs services: the last revision that was ready, which answers until the next one is. */
    @Nullable
    SortedMap<String, String> serving;

    FakeThing(String id, String name, String address, Wanted wanted) {
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
        this.labels = like.labels;
        this.values = like.values;
        this.state = like.state;
        this.behaviour = like.behaviour;
        this.started = like.started;
    }

    void setValues(Wanted wanted) {
        SortedMap<String, String> texts = new TreeMap<>();
        wanted.values().forEach((field, value) -> texts.put(field, value.text()));
        values = texts;
    }

    Slot slot() {
        return labels.slot();
    }

    boolean isOf(ResourceKind kind) {
        return slot().kind().equals(kind);
    }

    /** {@return the service or database that it belongs to} */
    String owner() {
        String slotName = slot().name();
        return isOf(ResourceKind.INSTANCE) ? slotName.substring(0, slotName.lastIndexOf('.')) : slotName;
    }

    void start(Instant now, Behaviour how) {
        state = Lifecycle.RUNNING;
        started = now;
        behaviour = how;
        isSick = false;
    }

    /** Lets it end by itself if its time has come. */
    void settle(Instant now) {
        boolean over = state == Lifecycle.RUNNING
                && behaviour.exitsAfter().map(time -> isPast(time, now)).orElse(false);
        if (over) {
            state = Lifecycle.ENDED;
        }
        if (isReady(now)) {
            serving = values;
        }
    }

    boolean isReady(Instant now) {
        return state == Lifecycle.RUNNING
                && !isSick
                && behaviour.readyAfter().map(time -> isPast(time, now)).orElse(false);
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
