package dev.nanokit.aws.lab.machine;

import java.util.List;

/**
 * Where a task's network interface is.
 *
 * @param interfaceId its id
 * @param subnet id of the subnet
 * @param zone the subnet's zone
 * @param address the private address
 * @param groups ids of the security groups
 */
record Placement(String interfaceId, String subnet, String zone, String address, List<String> groups) {}
