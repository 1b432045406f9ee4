package dev.nanokit.model;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A declared network. Immutable and thread-safe; equality is by content, positions aside.
 *
 * @param name its name under {@code networks}
 * @param cidr its range of addresses, for instance {@code 10.20.1.0/24}; empty for one that the platform chooses
 * @param visibility who reaches it
 * @param vpcId an existing network of the platform that it is; empty for one of our own
 * @param positions where it stands in the file
 */
public record Network(
        Name name, Optional<String> cidr, Visibility visibility, Optional<String> vpcId, Positions positions) {

    /** Who reaches a network. */
    public enum Visibility {
        /** The gateway and published ports lead into it. The default. */
        PUBLIC,
        /** Nothing outside the provider's network leads into it. */
        PRIVATE
    }

    /** Checks the components. */
    public Network {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(cidr, "cidr");
        Objects.requireNonNull(visibility, "visibility");
        Objects.requireNonNull(vpcId, "vpcId");
        Objects.requireNonNull(positions, "positions");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Network network
                && List.of(name, cidr, visibility, vpcId)
                        .equals(List.of(network.name, network.cidr, network.visibility, network.vpcId));
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }
}
