package org.example.embedded;

import dev.nanokit.failure.ProviderException;
import dev.nanokit.model.Port;
import dev.nanokit.provider.LabelCodec;
import dev.nanokit.provider.Labelled;
import dev.nanokit.provider.Lifecycle;
import dev.nanokit.provider.Operation;
import dev.nanokit.provider.PlatformId;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.ServiceOrchestration;
import dev.nanokit.provider.Wanted;
import dev.nanokit.provider.Workload;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Creates, starts, stops and deletes programs. Each call may come twice, and may find its work done. */
final class Instances implements ServiceOrchestration {

    private static final String LISTENS = "org.example.listens";

    private final Platform platform;
    private final LabelCodec codec;

    Instances(Platform platform, LabelCodec codec) {
        this.platform = platform;
        this.codec = codec;
    }

    static Resource resource(Program program, Labelled labels) {
        Lifecycle state = program.isRunning()
                ? Lifecycle.RUNNING
                : program.isStopped() ? Lifecycle.STOPPED : program.wasStarted() ? Lifecycle.ENDED : Lifecycle.CREATED;
        return Resource.builder(new PlatformId(program.name()), labels)
                .state(state)
                .fact("name", program.name())
                .fact("id", program.name())
                .fact("listens", program.labels().getOrDefault(LISTENS, "false"))
                .fact("address", "127.0.0.1:" + program.port().orElse(0))
                .build();
    }

    @Override
    public Resource create(Wanted wanted, Operation operation) {
        Workload workload = Workload.of(wanted.values());
        boolean listens = workload.expose().isPresent() || workload.port().isPresent();
        Map<String, String> labels = new HashMap<>(wanted.labels());
        labels.put(LISTENS, Boolean.toString(listens));
        int port = workload.port().map(Port::number).orElse(0);
        Program program = new Program(wanted.name(), labels, workload.command(), port);
        if (platform.add(program)) {
            return start(program, wanted.labelled());
        }
        Program there = require(wanted.name());
        return start(there, equal(there, wanted));
    }

    /** {@return the labels of what stands where something is to be created, which must be equal} */
    private Labelled equal(Program there, Wanted wanted) {
        Labelled labels = codec.decode(there.labels())
                .filter(found -> found.scope().equals(wanted.labelled().scope()))
                .orElseThrow(() -> failure(
                        ProviderException.Kind.OWNERSHIP,
                        "something that is not ours is called " + there.name() + ". Remove or rename it"));
        if (!labels.slot().equals(wanted.slot())
                || !labels.fingerprint().equals(wanted.labelled().fingerprint())
                || !labels.bound().equals(wanted.labelled().bound())) {
            throw failure(ProviderException.Kind.CONFLICT, there.name() + " is there by now, and different");
        }
        return labels;
    }

    @Override
    public Resource update(Resource found, Wanted wanted, Operation operation) {
        throw new IllegalArgumentException("instances are replaced, not updated: " + found.name());
    }

    @Override
    public Resource start(Resource found, Operation operation) {
        Program program = require(found.name());
        return start(program, same(program, found));
    }

    private static Resource start(Program program, Labelled labels) {
        try {
            program.start();
        } catch (IOException e) {
            throw new ProviderException(
                    ProviderException.Kind.FAILED, program.name() + " did not start: " + e.getMessage(), e);
        }
        return resource(program, labels);
    }

    @Override
    public void stop(Resource found, Operation operation) {
        Optional<Program> program = platform.find(found.name());
        program.ifPresent(one -> same(one, found));
        program.ifPresent(Program::stop);
    }

    @Override
    public void delete(Resource found, Operation operation) {
        Optional<Program> program = platform.find(found.name());
        program.ifPresent(one -> same(one, found));
        program.ifPresent(platform::remove);
    }

    /** {@return the labels, if it is still what was found: nothing else may be changed} */
    private Labelled same(Program program, Resource found) {
        return codec.decode(program.labels())
                .filter(labels ->
                        labels.slot().equals(found.slot()) && labels.edition().equals(found.edition()))
                .orElseThrow(() -> failure(
                        ProviderException.Kind.OWNERSHIP,
                        program.name() + " no longer carries our labels for " + found.slot() + "; it is left alone"));
    }

    private Program require(String name) {
        return platform.find(name).orElseThrow(() -> failure(ProviderException.Kind.CONFLICT, name + " is gone"));
    }

    private static ProviderException failure(ProviderException.Kind kind, String message) {
        return new ProviderException(kind, message, null);
    }
}
