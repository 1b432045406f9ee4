package dev.nanokit.provider;

import java.util.List;
import java.util.Objects;

/**
 * Who is to be in a rotation. Immutable and thread-safe.
 *
 * @param membership the slot that names the rotation
 * @param members everyone who is to be in it afterwards
 * @param entering those of them who are not in it yet
 * @param leaving those who are in it and are to leave
 */
public record MembershipChange(
        Slot membership, List<Resource> members, List<Resource> entering, List<Resource> leaving) {

    /** Checks and copies the components. */
    public MembershipChange {
        Objects.requireNonNull(membership, "membership");
        members = List.copyOf(members);
        entering = List.copyOf(entering);
        leaving = List.copyOf(leaving);
    }
}
