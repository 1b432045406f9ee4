package dev.nanokit.provider;

/**
 * Writes resources. A write returns when the platform has accepted it. Said twice is done once.
 */
public interface ResourceManagement {

    /**
     * Creates a resource; one that runs is also started. If an equal one of that name and edition exists, returns it.
     *
     * @param wanted what to create
     * @param operation the write under way
     * @return what is there now
     * @throws dev.nanokit.failure.ProviderException of kind {@code CONFLICT} if one of ours stands under the name and
     *     is different, {@code OWNERSHIP} if one that is not ours does
     */
    Resource create(Wanted wanted, Operation operation);

    /**
     * Changes a resource where it stands.
     *
     * @param found what is there
     * @param wanted what it is to become
     * @param operation the write under way
     * @return what is there now
     */
    Resource update(Resource found, Wanted wanted, Operation operation);

    /**
     * Deletes a resource, after one more look at its labels. What is gone already is done. A shared resource that
     * others use by then is left.
     *
     * @param found what is there
     * @param operation the write under way
     * @throws dev.nanokit.failure.ProviderException of kind {@code IN_USE} if something still uses it, {@code OWNERSHIP}
     *     if it is no longer ours
     */
    void delete(Resource found, Operation operation);
}
