package dev.nanokit.engine.execution;

import dev.nanokit.failure.ProviderException;
import dev.nanokit.provider.Jobs;
import dev.nanokit.provider.Operation;
import dev.nanokit.provider.ProgramResult;
import dev.nanokit.provider.ProviderSession;
import dev.nanokit.provider.Resource;

/** Runs a job and judges its end. */
final class JobRun {

    private final ProviderSession session;

    JobRun(ProviderSession session) {
        this.session = session;
    }

    /** A job that does not succeed fails its step. */
    Resource toItsEnd(Resource job, Operation operation) {
        ProgramResult result = jobs().run(job, operation);
        if (!result.isSuccess()) {
            throw new JobFailedException(job, result);
        }
        return job;
    }

    /** A job at the end of a service must not keep the rest from ending: its failure is told, and no more. */
    Resource whateverItsEnd(Resource job, Operation operation) {
        try {
            ProgramResult result = jobs().run(job, operation);
            if (!result.isSuccess()) {
                operation.report("failed with exit code " + result.exitCode() + lastLine(result));
            }
        } catch (ProviderException e) {
            operation.report("failed: " + e.getMessage());
        }
        return job;
    }

    private Jobs jobs() {
        return session.capability(Jobs.class)
                .orElseThrow(() -> new ProviderException(
                        ProviderException.Kind.BAD_CONFIGURATION, "the provider runs no jobs", null));
    }

    private static String lastLine(ProgramResult result) {
        int lines = result.output().size();
        return lines == 0 ? "" : ": " + result.output().get(lines - 1);
    }

    /** Keeps what a failed job said, for the report. */
    static final class JobFailedException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient Resource job;
        private final transient ProgramResult result;

        JobFailedException(Resource job, ProgramResult result) {
            super(job.slot() + " ended with exit code " + result.exitCode());
            this.job = job;
            this.result = result;
        }

        Resource job() {
            return job;
        }

        ProgramResult result() {
            return result;
        }
    }
}
