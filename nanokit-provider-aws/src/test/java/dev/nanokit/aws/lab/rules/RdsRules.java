package dev.nanokit.aws.lab.rules;

import static dev.nanokit.aws.lab.rules.Rule.unless;

import dev.nanokit.aws.lab.wire.ApiRequest;
import dev.nanokit.aws.lab.wire.Moto;
import dev.nanokit.aws.lab.wire.Trees;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What RDS refuses. */
final class RdsRules {

    private static final String API = "https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_";
    private static final String IDENTIFIER = "[A-Za-z](-?[A-Za-z0-9]){0,62}";

    private static final Map<String, Set<String>> RESERVED =
            Map.of("postgres", Set.of("admin", "rdsadmin", "postgresadmin"), "mysql", Set.of("rdsadmin", "mysql.sys"));

    private RdsRules() {}

    static List<Rule> all() {
        return List.of(
                rule(
                        "CreateDBInstance",
                        "InvalidParameterValue",
                        (request, moto) -> unless(
                                request.text("DBInstanceIdentifier").matches(IDENTIFIER),
                                "DBInstanceIdentifier begins with a letter, and has no two hyphens in a row and none at its end")),
                rule("CreateDBInstance", "InvalidParameterValue", (request, moto) -> password(request)),
                rule("ModifyDBInstance", "InvalidParameterValue", (request, moto) -> password(request)),
                rule(
                        "CreateDBInstance",
                        "InvalidParameterValue",
                        (request, moto) -> unless(
                                !RESERVED.getOrDefault(request.text("Engine"), Set.of())
                                        .contains(request.text("MasterUsername")),
                                "MasterUsername is a reserved word for this engine")),
                rule(
                        "DeleteDBInstance",
                        "InvalidParameterCombination",
                        (request, moto) -> unless(
                                request.text("SkipFinalSnapshot").equals("true")
                                        || !request.text("FinalDBSnapshotIdentifier")
                                                .isEmpty(),
                                "FinalDBSnapshotIdentifier is required unless SkipFinalSnapshot is specified.")),
                rule("ModifyDBInstance", "InvalidParameterCombination", RdsRules::shrinks),
                rule(
                        "CreateDBInstance",
                        "InvalidParameterValue",
                        (request, moto) -> unless(
                                request.text("DBInstanceClass").matches("(db\\.[a-z0-9-]+\\.[a-z0-9]+)?"),
                                "Invalid DB Instance class: " + request.text("DBInstanceClass"))),
                rule(
                        "CreateDBSubnetGroup",
                        "InvalidParameterValue",
                        (request, moto) -> unless(
                                request.text("DBSubnetGroupName").matches("(?!(?i)default$)[A-Za-z0-9._ -]{1,255}"),
                                "DBSubnetGroupName is no name of a subnet group")),
                rule("CreateDBSubnetGroup", "DBSubnetGroupDoesNotCoverEnoughAZs", RdsRules::zones),
                rule("ModifyDBSubnetGroup", "DBSubnetGroupDoesNotCoverEnoughAZs", RdsRules::zones),
                rule("CreateDBSubnetGroup", "DBSubnetGroupAlreadyExists", RdsRules::isTwin),
                rule("DeleteDBSubnetGroup", "InvalidDBSubnetGroupStateFault", RdsRules::isUsed));
    }

    private static Rule rule(String operation, String code, Rule.Check check) {
        return new Rule("rds", operation, code, API + operation + ".html", check);
    }

    private static Optional<String> password(ApiRequest request) {
        String password = request.text("MasterUserPassword");
        return unless(
                password.isEmpty() || password.matches("[\\x21-\\x7e&&[^/\"@]]{8,128}"),
                "The parameter MasterUserPassword is not a valid password.");
    }

    private static Optional<String> shrinks(ApiRequest request, Moto moto) {
        if (!request.has("AllocatedStorage")) {
            return Optional.empty();
        }
        return Trees.list(moto.result(
                                "rds",
                                "DescribeDBInstances",
                                "DBInstanceIdentifier",
                                request.text("DBInstanceIdentifier"))
                        .path("DBInstances"))
                .stream()
                .filter(one -> one.path("AllocatedStorage").asInt()
                        > request.parameters().path("AllocatedStorage").asInt())
                .findFirst()
                .map(one -> "Invalid storage size: storage cannot be reduced");
    }

    /** What moto does not know counts as a zone of its own. */
    private static Optional<String> zones(ApiRequest request, Moto moto) {
        List<String> subnets = Trees.texts(request.parameters().path("SubnetIds"));
        if (subnets.isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> zones = Trees.list(
                        moto.result("ec2", "DescribeSubnets").path("subnetSet"))
                .stream()
                .collect(Collectors.toMap(one -> one.path("subnetId").asText(), one -> one.path("availabilityZone")
                        .asText()));
        return unless(
                subnets.stream()
                                .map(id -> zones.getOrDefault(id, id))
                                .distinct()
                                .count()
                        >= 2,
                "The DB subnet group doesn't meet Availability Zone (AZ) coverage requirement.");
    }

    private static Optional<String> isTwin(ApiRequest request, Moto moto) {
        String name = request.text("DBSubnetGroupName");
        return unless(
                Trees.list(moto.result("rds", "DescribeDBSubnetGroups").path("DBSubnetGroups")).stream()
                        .noneMatch(one -> one.path("DBSubnetGroupName").asText().equalsIgnoreCase(name)),
                "The DB subnet group '" + name + "' already exists.");
    }

    private static Optional<String> isUsed(ApiRequest request, Moto moto) {
        String name = request.text("DBSubnetGroupName");
        return unless(
                Trees.list(moto.result("rds", "DescribeDBInstances").path("DBInstances")).stream()
                        .noneMatch(one -> one.path("DBSubnetGroup")
                                .path("DBSubnetGroupName")
                                .asText()
                                .equalsIgnoreCase(name)),
                "Cannot delete the subnet group '" + name
                        + "' because at least one database instance is still using it.");
    }
}
