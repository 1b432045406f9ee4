package dev.nanokit.docker;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Addresses in our networks. A container must know its own before it is created, since it is told by a variable.
 * Thread-safe.
 */
final class AddressPool {

    /** The engine takes the first host address of a subnet for itself. */
    private static final int FIRST = 2;

    private final Map<String, Set<String>> taken = new HashMap<>(); // guarded by this
    private final Map<String, String> subnets = new HashMap<>(); // guarded by this

    synchronized void network(String network, String subnet) {
        subnets.put(network, subnet);
    }

    synchronized void taken(String network, String address) {
        taken.computeIfAbsent(network, any -> new HashSet<>()).add(address);
    }

    synchronized void free(String network, String address) {
        taken.getOrDefault(network, new HashSet<>()).remove(address);
    }

    /** {@return the lowest free address, taken from now on} */
    synchronized String take(String network) {
        String subnet = subnets.get(network);
        if (subnet == null) {
            throw new IllegalStateException("network " + network + " was neither found nor created");
        }
        Set<String> used = taken.computeIfAbsent(network, any -> new HashSet<>());
        long base = parse(subnet.substring(0, subnet.indexOf('/')));
        int bits = Integer.parseInt(subnet.substring(subnet.indexOf('/') + 1));
        long count = 1L << (32 - bits);
        for (long host = FIRST; host < count - 1; host++) {
            String address = format(base + host);
            if (used.add(address)) {
                return address;
            }
        }
        throw new dev.nanokit.failure.ProviderException(
                dev.nanokit.failure.ProviderException.Kind.QUOTA, "network " + network + " has no free address", null);
    }

    private static long parse(String address) {
        long value = 0;
        for (String part : address.split("\\.", -1)) {
            value = value * 256 + Integer.parseInt(part);
        }
        return value;
    }

    private static String format(long address) {
        return (address >> 24 & 255) + "." + (address >> 16 & 255) + "." + (address >> 8 & 255) + "." + (address & 255);
    }
}
