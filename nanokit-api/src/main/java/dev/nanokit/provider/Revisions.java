package dev.nanokit.provider;

/** Capability of platforms that run services: puts a service back to a version that it had before. */
public interface Revisions {

    /**
     * Goes back. The service is then again what it was when {@code before} was found, its labels included.
     *
     * @param before the service as it was found, with the facts of that time
     * @param operation the write under way
     * @return what is there now
     * @throws dev.nanokit.failure.ProviderException of kind {@code NOT_FOUND} if that version is no longer there
     */
    Resource back(Resource before, Operation operation);
}
