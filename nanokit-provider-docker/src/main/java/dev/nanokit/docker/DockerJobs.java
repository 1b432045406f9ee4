package dev.nanokit.docker;

import dev.nanokit.failure.OperationCancelledException;
import dev.nanokit.failure.ProviderException;
import dev.nanokit.provider.Jobs;
import dev.nanokit.provider.Operation;
import dev.nanokit.provider.ProgramResult;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.ResourceManagement;
import dev.nanokit.provider.Wanted;
import dev.nanokit.provider.Workload;
import java.time.Duration;
import java.util.Optional;

/**
 * Jobs are containers that are created, and started when it is their turn. What is left when one has ended is its record:
 * exit code, log and labels.
 */
final class DockerJobs implements ResourceManagement, Jobs {

    private static final int LOG_LINES = 200;
    private static final int STOP_SECONDS = 3;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);

    private final DockerCalls calls;
    private final Ours ours;
    private final AddressPool addresses;
    private final Images images;
    private final ContainerRemoval removal;

    DockerJobs(DockerCalls calls, Ours ours, AddressPool addresses, Images images) {
        this.calls = calls;
        this.ours = ours;
        this.addresses = addresses;
        this.images = images;
        this.removal = new ContainerRemoval(calls, ours);
    }

    /** A job cannot move to another address when it is started, so that strangers in the network are looked for first. */
    @Override
    public Resource create(Wanted wanted, Operation operation) {
        String network = Workload.of(wanted.values()).network();
        calls.network(network).ifPresent(facts -> facts.taken().forEach(taken -> addresses.taken(network, taken)));
        String address = addresses.take(network);
        ContainerRequest request = InstanceRequest.of(wanted, Optional.of(address));
        try {
            String id = images.create(request, operation);
            return ours.job(created(id, request), wanted.labelled());
        } catch (ProviderException e) {
            addresses.free(network, address);
            if (e.kind() != ProviderException.Kind.CONFLICT) {
                throw e;
            }
            return existing(wanted, e);
        }
    }

    private static DockerCalls.ContainerDetail created(String id, ContainerRequest request) {
        return new DockerCalls.ContainerDetail(
                id,
                request.name(),
                request.labels(),
                "created",
                0,
                java.util.List.of(),
                java.util.Set.of(request.place().network()));
    }

    private Resource existing(Wanted wanted, ProviderException conflict) {
        DockerCalls.ContainerDetail there = calls.inspect(wanted.name()).orElseThrow(() -> conflict);
        ours.requireEqual(wanted, "container " + wanted.name(), there.labels());
        return ours.job(there, wanted.labelled());
    }

    /** Another command is another job. */
    @Override
    public Resource update(Resource found, Wanted wanted, Operation operation) {
        throw new IllegalArgumentException("jobs are replaced, not updated: " + found.name());
    }

    /** Volumes without a name, which images declare, go with it: nobody can reach what a job has left there. */
    @Override
    public void delete(Resource found, Operation operation) {
        removal.delete(found, true, operation);
        String network = found.facts().get("network");
        String address = found.facts().get("address");
        if (network != null && address != null) {
            addresses.free(network, address);
        }
    }

    @Override
    public ProgramResult run(Resource job, Operation operation) {
        try {
            DockerCalls.ContainerDetail there = look(job);
            if (there.state().equals("created")) {
                start(there);
            }
            for (Duration pause = FIRST_PAUSE; !hasEnded(there); pause = longer(pause)) {
                pause(job, operation, pause);
                there = look(job);
            }
            return new ProgramResult(there.exitCode(), calls.logTail(there.id(), LOG_LINES));
        } catch (OperationCancelledException e) {
            endNow(job, e);
            throw e;
        }
    }

    private DockerCalls.ContainerDetail look(Resource job) {
        return removal.requireOurs(job)
                .orElseThrow(() ->
                        new ProviderException(ProviderException.Kind.CONFLICT, "job " + job.name() + " is gone", null));
    }

    /** The engine forbids a start with an address that something else took in the meantime: it is planned anew. */
    private void start(DockerCalls.ContainerDetail there) {
        try {
            calls.start(there.id());
        } catch (ProviderException e) {
            if (e.kind() != ProviderException.Kind.DENIED) {
                throw e;
            }
            calls.remove(there.id(), true);
            throw new ProviderException(
                    ProviderException.Kind.CONFLICT, "the address of job " + there.name() + " was taken", e);
        }
    }

    private static boolean hasEnded(DockerCalls.ContainerDetail there) {
        return there.state().equals("exited") || there.state().equals("dead");
    }

    private static Duration longer(Duration pause) {
        Duration longer = pause.multipliedBy(3).dividedBy(2);
        return longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
    }

    private void pause(Resource job, Operation operation, Duration pause) {
        try {
            operation.pause(pause);
        } catch (ProviderException e) {
            endNow(job, e);
            throw new ProviderException(
                    ProviderException.Kind.FAILED,
                    "job " + job.name() + " did not end before the deadline of its step, and was stopped",
                    e);
        }
    }

    /**
     * Stops what nobody waits for any longer, though this thread is told to end. A program that ends well when it is told
     * to end has not done its work: without its record it is run again.
     */
    private void endNow(Resource job, RuntimeException cause) {
        boolean interrupted = Thread.interrupted();
        try {
            String id = job.id().value();
            calls.stop(id, STOP_SECONDS);
            Optional<DockerCalls.ContainerDetail> there = calls.inspect(id);
            if (there.isPresent() && hasEnded(there.get()) && there.get().exitCode() == 0) {
                calls.remove(id, true);
            }
        } catch (ProviderException | OperationCancelledException e) {
            cause.addSuppressed(e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
