package dev.nanokit.aws.lab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nanokit.aws.lab.wire.ApiRequest;
import dev.nanokit.aws.lab.wire.ApiResponse;
import dev.nanokit.aws.lab.wire.Protocol;
import dev.nanokit.aws.lab.wire.Stage;
import dev.nanokit.aws.lab.wire.Trees;
import dev.nanokit.aws.lab.wire.Xml;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.w3c.dom.Element;

/**
 * Lists in pages of one: AWS may answer with any number up to the one that is asked for, with a token for the rest. Each entry
 * names the list, and the members for the token in question and answer, by the API reference of its operation. Thread-safe.
 */
public final class LittlePages implements Stage {

    /** How an operation's pages are told. */
    private record Paged(String list, String asked, String answered) {}

    private static final Paged EC2 = new Paged("", "NextToken", "nextToken");

    private static final Map<String, Paged> PAGED = Map.ofEntries(
            Map.entry("ec2:DescribeVpcs", EC2),
            Map.entry("ec2:DescribeSubnets", EC2),
            Map.entry("ec2:DescribeSecurityGroups", EC2),
            Map.entry("ec2:DescribeSecurityGroupRules", EC2),
            Map.entry("ec2:DescribeRouteTables", EC2),
            Map.entry("ec2:DescribeInternetGateways", EC2),
            Map.entry("iam:ListRoles", new Paged("Roles", "Marker", "Marker")),
            Map.entry("iam:ListRolePolicies", new Paged("PolicyNames", "Marker", "Marker")),
            Map.entry("iam:ListRoleTags", new Paged("Tags", "Marker", "Marker")),
            Map.entry("elasticloadbalancing:DescribeLoadBalancers", new Paged("LoadBalancers", "Marker", "NextMarker")),
            Map.entry("elasticloadbalancing:DescribeTargetGroups", new Paged("TargetGroups", "Marker", "NextMarker")),
            Map.entry("elasticloadbalancing:DescribeListeners", new Paged("Listeners", "Marker", "NextMarker")),
            Map.entry("elasticloadbalancing:DescribeRules", new Paged("Rules", "Marker", "NextMarker")),
            Map.entry("rds:DescribeDBInstances", new Paged("DBInstances", "Marker", "Marker")),
            Map.entry("rds:DescribeDBSubnetGroups", new Paged("DBSubnetGroups", "Marker", "Marker")),
            Map.entry("logs:DescribeLogGroups", new Paged("logGroups", "nextToken", "nextToken")),
            Map.entry("ecs:ListClusters", new Paged("clusterArns", "nextToken", "nextToken")),
            Map.entry("ecs:ListServices", new Paged("serviceArns", "nextToken", "nextToken")),
            Map.entry("ecs:ListTaskDefinitions", new Paged("taskDefinitionArns", "nextToken", "nextToken")),
            Map.entry("ecs:ListTaskDefinitionFamilies", new Paged("families", "nextToken", "nextToken")),
            Map.entry("secretsmanager:ListSecrets", new Paged("SecretList", "NextToken", "NextToken")),
            Map.entry("servicediscovery:ListNamespaces", new Paged("Namespaces", "NextToken", "NextToken")),
            Map.entry("servicediscovery:ListServices", new Paged("Services", "NextToken", "NextToken")),
            Map.entry(
                    "tagging:GetResources", new Paged("ResourceTagMappingList", "PaginationToken", "PaginationToken")));

    private static final String TOKEN = "little-page-";

    private final Set<String> cut = ConcurrentHashMap.newKeySet();

    /** {@return the calls of which more than one page was asked for} */
    public Set<String> cut() {
        return Set.copyOf(cut);
    }

    @Override
    public ApiResponse answer(ApiRequest request, Next next) {
        String call = request.service() + ":" + request.operation();
        Paged paged = PAGED.get(call);
        if (paged == null) {
            return next.answer(request);
        }
        String token = request.text(paged.asked());
        int from = token.startsWith(TOKEN) ? Integer.parseInt(token.substring(TOKEN.length())) : 0;
        if (from > 0) {
            cut.add(call);
        }
        ApiResponse whole = next.answer(withoutToken(request, paged));
        if (!whole.ok()) {
            return whole;
        }
        return request.protocol() == Protocol.JSON ? json(whole, paged, from) : xml(whole, paged, from);
    }

    private static ApiRequest withoutToken(ApiRequest request, Paged paged) {
        if (request.protocol() == Protocol.JSON) {
            ObjectNode order = request.parameters().deepCopy();
            order.remove(paged.asked());
            return request.with(order);
        }
        Matcher pair = Pattern.compile("&" + paged.asked() + "=[^&]*")
                .matcher(new String(request.body(), StandardCharsets.UTF_8));
        return request.withBody(pair.replaceAll(""));
    }

    private static ApiResponse json(ApiResponse whole, Paged paged, int from) {
        ObjectNode tree = (ObjectNode) whole.json();
        JsonNode list = tree.path(paged.list());
        ArrayNode page = Trees.array();
        if (from < list.size()) {
            page.add(list.get(from));
        }
        tree.set(paged.list(), page);
        tree.remove(paged.answered());
        if (from + 1 < list.size()) {
            tree.put(paged.answered(), TOKEN + (from + 1));
        }
        return whole.withBody(Trees.bytes(tree));
    }

    private static ApiResponse xml(ApiResponse whole, Paged paged, int from) {
        Element root = whole.xml();
        Optional<Element> list = paged.list().isEmpty()
                ? Xml.children(root).stream()
                        .filter(one -> !Xml.children(one).isEmpty())
                        .findFirst()
                : Xml.all(root, paged.list()).stream().findFirst();
        if (list.isEmpty()) {
            return whole;
        }
        List<Element> members = Xml.children(list.get());
        Element result = (Element) list.get().getParentNode();
        for (int index = 0; index < members.size(); index++) {
            if (index != from) {
                list.get().removeChild(members.get(index));
            }
        }
        Xml.remove(result, paged.answered());
        if (from + 1 < members.size()) {
            Xml.set(result, paged.answered(), TOKEN + (from + 1));
            if (paged.answered().equals("Marker")) {
                Xml.set(result, "IsTruncated", "true");
            }
        }
        return whole.withBody(Xml.write(root));
    }
}
