package dev.nanokit.aws.lab.rules;

import static dev.nanokit.aws.lab.rules.Rule.unless;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nanokit.aws.lab.wire.ApiRequest;
import dev.nanokit.aws.lab.wire.Moto;
import dev.nanokit.aws.lab.wire.Trees;
import java.util.List;
import java.util.Optional;

/** What EC2 refuses: to delete what other things stand on. */
final class Ec2Rules {

    private static final String API = "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_";

    private Ec2Rules() {}

    static List<Rule> all() {
        return List.of(
                rule("DeleteSecurityGroup", Ec2Rules::isReferredTo),
                rule("DeleteSecurityGroup", (request, moto) -> {
                    String id = request.text("GroupId");
                    return isFree(id, !balancers(moto, id) && !databases(moto, id));
                }),
                rule("DeleteSubnet", (request, moto) -> {
                    String id = request.text("SubnetId");
                    return isFree(id, !balancers(moto, id));
                }));
    }

    private static Rule rule(String operation, Rule.Check check) {
        return new Rule("ec2", operation, "DependencyViolation", API + operation + ".html", check);
    }

    private static Optional<String> isFree(String id, boolean free) {
        return unless(free, "resource " + id + " has a dependent object");
    }

    private static Optional<String> isReferredTo(ApiRequest request, Moto moto) {
        String id = request.text("GroupId");
        boolean isUsed = Trees.list(moto.result("ec2", "DescribeSecurityGroups").path("securityGroupInfo")).stream()
                .filter(group -> !group.path("groupId").asText().equals(id))
                .anyMatch(group ->
                        names(group.path("ipPermissions"), id) || names(group.path("ipPermissionsEgress"), id));
        return isFree(id, !isUsed);
    }

    private static boolean balancers(Moto moto, String id) {
        return names(moto.result("elasticloadbalancing", "DescribeLoadBalancers"), id);
    }

    private static boolean databases(Moto moto, String id) {
        return Trees.list(moto.result("rds", "DescribeDBInstances").path("DBInstances")).stream()
                .anyMatch(one -> names(one.path("VpcSecurityGroups"), id));
    }

    /** {@return whether an id stands anywhere in a tree} */
    private static boolean names(JsonNode tree, String id) {
        return tree.toString().contains("\"" + id + "\"");
    }
}
