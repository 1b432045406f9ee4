package dev.nanokit.provider;

/** Puts instances into the rotation and takes them out. */
public interface GatewayManagement {

    /**
     * Makes the members of a rotation be what the change says. Safe to repeat.
     *
     * @param change who is to be in, who enters, who leaves
     * @param operation the write under way
     */
    void switchMembers(MembershipChange change, Operation operation);
}
