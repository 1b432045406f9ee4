package dev.nanokit.aws;

import dev.nanokit.provider.Surroundings;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is known before design: the region, and of an adopted VPC where it has room. Immutable.
 *
 * @param region the region
 * @param publicSubnets ids of the adopted VPC's subnets with a way to the internet, one a zone; empty with a VPC of our own
 * @param privateSubnets ids of its subnets for databases, one a zone; empty with a VPC of our own
 */
record Surrounding(String region, List<String> publicSubnets, List<String> privateSubnets) {

    private static final String REGION = "region";
    private static final String PUBLIC = "subnets.public";
    private static final String PRIVATE = "subnets.private";

    Surrounding {
        publicSubnets = List.copyOf(publicSubnets);
        privateSubnets = List.copyOf(privateSubnets);
    }

    static Surrounding of(Surroundings around) {
        return new Surrounding(around.fact(REGION).orElse(""), list(around, PUBLIC), list(around, PRIVATE));
    }

    Surroundings plain() {
        Map<String, String> facts = new TreeMap<>();
        facts.put(REGION, region);
        if (!publicSubnets.isEmpty()) {
            facts.put(PUBLIC, String.join(",", publicSubnets));
            facts.put(PRIVATE, String.join(",", privateSubnets));
        }
        return new Surroundings(facts);
    }

    private static List<String> list(Surroundings around, String fact) {
        return around.fact(fact).map(text -> List.of(text.split(",", -1))).orElse(List.of());
    }
}
