package dev.nanokit.aws;

import dev.nanokit.provider.Resolved;
import dev.nanokit.provider.Wanted;
import java.util.Set;
import java.util.TreeSet;

/** The subnets that fields name, {@code subnet.1} and so on. */
final class SubnetFields {

    private SubnetFields() {}

    static Set<String> of(Wanted wanted) {
        Set<String> subnets = new TreeSet<>();
        wanted.values().forEach((field, value) -> add(field, value, subnets));
        return subnets;
    }

    private static void add(String field, Resolved value, Set<String> subnets) {
        if (field.startsWith(Foundations.SUBNET)) {
            subnets.add(value.text());
        }
    }
}
