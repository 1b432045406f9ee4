package dev.nanokit.docker;

import java.util.ArrayList;
import java.util.List;

/**
 * Subnets for our networks: 10.64.0.0 to 10.127.255.255 in blocks of 4,096 addresses, beginning at a place that the name
 * decides. A network needs a subnet of its own choosing, as the engine grants fixed addresses only there.
 */
final class Subnets {

    private static final int BLOCKS = 1024;
    private static final int FIRST_SECOND_BYTE = 64;
    private static final int BLOCKS_PER_SECOND_BYTE = 16;
    private static final int STEP = 37;

    private Subnets() {}

    /** {@return candidates for a network, the preferred first} */
    static List<String> candidates(String name, int count) {
        List<String> subnets = new ArrayList<>();
        int block = Math.floorMod(name.hashCode(), BLOCKS);
        for (int tried = 0; tried < count; tried++) {
            int second = FIRST_SECOND_BYTE + block / BLOCKS_PER_SECOND_BYTE;
            int third = block % BLOCKS_PER_SECOND_BYTE * 16;
            subnets.add("10." + second + "." + third + ".0/20");
            block = (block + STEP) % BLOCKS;
        }
        return subnets;
    }
}
