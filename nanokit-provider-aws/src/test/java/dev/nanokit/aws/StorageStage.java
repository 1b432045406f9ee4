package dev.nanokit.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nanokit.aws.lab.wire.ApiRequest;
import dev.nanokit.aws.lab.wire.ApiResponse;
import dev.nanokit.aws.lab.wire.Protocol;
import dev.nanokit.aws.lab.wire.Refusal;
import dev.nanokit.aws.lab.wire.Stage;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What moto lacks of databases: time, in looks rather than in seconds, the calls of ElastiCache that it does not know, and
 * the refusals that matter here. It also cuts the connection after so many writes, as if the process had died.
 */
final class StorageStage implements Stage {

    private final List<String> writes = new ArrayList<>(); // guarded by this, as all below
    private final Deque<String> statuses = new ArrayDeque<>();
    private final Set<String> goneCaches = new HashSet<>();
    private final Set<String> goneSubnets = new HashSet<>();
    private final Map<String, String> last = new HashMap<>();
    private final Map<String, Integer> going = new HashMap<>();
    private final Map<String, String> throughputs = new HashMap<>();
    private final List<String> cacheSubnets = new ArrayList<>();
    private String cacheGroup = "";
    private String cacheNode = "";
    private String cacheDays = "";
    private int hidden;
    private int writesLeft = Integer.MAX_VALUE;

    /** Sets what the next looks at a database show, one each; after that it is as moto has it. */
    synchronized void show(String... next) {
        statuses.addAll(List.of(next));
    }

    /** Hides the first database from the next looks at it. */
    synchronized void hide(int looks) {
        hidden = looks;
    }

    synchronized void cutAfter(int more) {
        writesLeft = more;
    }

    synchronized void repair() {
        writesLeft = Integer.MAX_VALUE;
    }

    /** {@return every write so far: {@code rds:CreateDBInstance}} */
    synchronized List<String> writes() {
        return List.copyOf(writes);
    }

    @Override
    public synchronized ApiResponse answer(ApiRequest request, Next next) {
        boolean isWrite =
                request.protocol() == Protocol.REST_JSON ? !request.method().equals("GET") : !request.reads();
        if (writesLeft <= 0) {
            return ApiResponse.LOST;
        }
        if (isWrite) {
            writesLeft--;
            writes.add(request.service() + ":" + request.operation());
        }
        ApiResponse answer =
                switch (request.service()) {
                    case "rds" -> rds(request, next);
                    case "elasticache" -> cache(request, next);
                    case "elasticfilesystem" -> files(request, next);
                    default -> next.answer(request);
                };
        // The last write arrives, and its answer is lost.
        return writesLeft <= 0 ? ApiResponse.LOST : answer;
    }

    /** Moto has no UpdateFileSystem: what it would change is kept here. */
    private ApiResponse files(ApiRequest request, Next next) {
        if (request.operation().equals("UpdateFileSystem")) {
            String id = request.text("FileSystemId");
            throughputs.put(id, request.text("ThroughputMode"));
            return ApiResponse.json(JsonNodeFactory.instance.objectNode().put("FileSystemId", id));
        }
        ApiResponse answer = next.answer(request);
        if (!request.operation().equals("DescribeFileSystems") || !answer.ok()) {
            return answer;
        }
        JsonNode seen = answer.json();
        seen.path("FileSystems").forEach(one -> {
            String throughput = throughputs.get(one.path("FileSystemId").asText());
            if (throughput != null) {
                ((ObjectNode) one).put("ThroughputMode", throughput);
            }
        });
        return ApiResponse.json(seen);
    }

    private ApiResponse rds(ApiRequest request, Next next) {
        String name = request.text("DBInstanceIdentifier");
        switch (request.operation()) {
            case "DescribeDBInstances" -> {
                if (!name.isEmpty() && hidden > 0 && last.isEmpty()) {
                    hidden--;
                    throw new Refusal("DBInstanceNotFound", 404, name + " not found.");
                }
                if (going.containsKey(name)) {
                    int left = going.merge(name, -1, Integer::sum);
                    if (left < 0) {
                        going.remove(name);
                        throw new Refusal("DBInstanceNotFound", 404, name + " not found.");
                    }
                    return text(last.get(name).replaceAll("(<DBInstanceStatus>)[^<]*", "$1deleting"));
                }
                ApiResponse answer = next.answer(request);
                if (name.isEmpty() && answer.ok()) {
                    return text(withGoing(new String(answer.body(), StandardCharsets.UTF_8)));
                }
                String status = name.isEmpty() || !answer.ok() ? null : statuses.poll();
                String seen = new String(answer.body(), StandardCharsets.UTF_8);
                if (answer.ok() && !name.isEmpty()) {
                    last.put(name, seen);
                }
                return status == null
                        ? answer
                        : text((status.equals("creating") ? seen.replaceAll("(?s)<Endpoint>.*?</Endpoint>", "") : seen)
                                .replaceAll("(<DBInstanceStatus>)[^<]*", "$1" + status));
            }
            case "CreateDBInstance" -> {
                if (going.containsKey(name)) {
                    throw new Refusal("DBInstanceAlreadyExists", name + " already exists.");
                }
            }
            case "DeleteDBInstance" -> {
                if (!request.text("SkipFinalSnapshot").equals("true") && !request.has("FinalDBSnapshotIdentifier")) {
                    throw new Refusal("InvalidParameterCombination", "a final snapshot needs a name");
                }
                ApiResponse answer = next.answer(request);
                if (answer.ok()) {
                    going.put(name, 2);
                }
                return answer;
            }
            case "DeleteDBSubnetGroup" -> {
                if (last.keySet().stream().anyMatch(going::containsKey)) {
                    throw new Refusal("InvalidDBSubnetGroupStateFault", "the group is in use");
                }
            }
            case "ModifyDBSubnetGroup" -> {
                return overwritten(request, next);
            }
            default -> {}
        }
        return next.answer(request);
    }

    private String withGoing(String list) {
        StringBuilder more = new StringBuilder();
        going.keySet().forEach(name -> {
            String one = last.get(name).replaceAll("(<DBInstanceStatus>)[^<]*", "$1deleting");
            more.append(one, one.indexOf("<DBInstance>"), one.lastIndexOf("</DBInstances>"));
        });
        return list.replaceAll("<DBInstances */>", "<DBInstances></DBInstances>")
                .replace("</DBInstances>", more + "</DBInstances>");
    }

    /** moto forgets a subnet group that is modified; it lets one be created twice, and forgets the tags. */
    private static ApiResponse overwritten(ApiRequest request, Next next) {
        String begin = "Version=2014-10-31&DBSubnetGroupName=" + request.text("DBSubnetGroupName");
        String arn = first(next.answer(request.withBody("Action=DescribeDBSubnetGroups&" + begin)), "DBSubnetGroupArn");
        String tags = new String(
                next.answer(request.withBody("Action=ListTagsForResource&" + begin + "&ResourceName=" + arn))
                        .body(),
                StandardCharsets.UTF_8);
        StringBuilder body = new StringBuilder(new String(request.body(), StandardCharsets.UTF_8)
                .replace("Action=ModifyDBSubnetGroup", "Action=CreateDBSubnetGroup"));
        body.append("&DBSubnetGroupDescription=nanokit+shop%2Fstage");
        Matcher tag =
                Pattern.compile("(?s)<Key>(.*?)</Key>\\s*<Value>(.*?)</Value>").matcher(tags);
        for (int number = 1; tag.find(); number++) {
            body.append("&Tags.Tag." + number + ".Key=" + URLEncoder.encode(tag.group(1), StandardCharsets.UTF_8));
            body.append("&Tags.Tag." + number + ".Value=" + URLEncoder.encode(tag.group(2), StandardCharsets.UTF_8));
        }
        return next.answer(request.withBody(body.toString()));
    }

    private static String first(ApiResponse answer, String element) {
        Matcher text =
                Pattern.compile("<" + element + ">([^<]*)").matcher(new String(answer.body(), StandardCharsets.UTF_8));
        return text.find() ? text.group(1) : "";
    }

    private ApiResponse cache(ApiRequest request, Next next) {
        String id = request.text("ReplicationGroupId");
        String group = request.text("CacheSubnetGroupName");
        boolean isBusy = !statuses.isEmpty();
        switch (request.operation()) {
            case "ListTagsForResource", "AddTagsToResource" -> {
                if (isBusy && request.text("ResourceName").contains(":replicationgroup:")) {
                    throw new Refusal("InvalidReplicationGroupState", "the group is not available");
                }
            }
            case "DescribeReplicationGroups" -> {
                if (goneCaches.contains(id)) {
                    throw new Refusal("ReplicationGroupNotFoundFault", 404, id + " not found.");
                }
                ApiResponse answer = next.answer(request);
                if (!answer.ok()) {
                    return answer;
                }
                String text = without(answer, "ReplicationGroup", goneCaches);
                if (!cacheNode.isEmpty()) {
                    text = text.replaceAll("(<CacheNodeType>)[^<]*", "$1" + cacheNode);
                }
                if (!cacheDays.isEmpty()) {
                    text = text.replaceAll("(<SnapshotRetentionLimit>)[^<]*", "$1" + cacheDays);
                }
                if (text.contains("<Status>deleting</Status>") && !id.isEmpty()) {
                    goneCaches.add(id);
                    return text(text);
                }
                String status = id.isEmpty() ? null : statuses.poll();
                return text(
                        status == null
                                ? text
                                : text.replaceFirst("<Status>available</Status>", "<Status>" + status + "</Status>"));
            }
            case "CreateReplicationGroup" ->
                cacheGroup =
                        request.parameters().path("SecurityGroupIds").path(0).asText();
            case "DescribeCacheClusters" -> {
                return ApiResponse.query(
                        request.operation(),
                        "<CacheClusters><CacheCluster><SecurityGroups><member><SecurityGroupId>" + cacheGroup
                                + "</SecurityGroupId></member></SecurityGroups></CacheCluster></CacheClusters>");
            }
            case "ModifyReplicationGroup" -> {
                cacheNode = request.text("CacheNodeType").isEmpty() ? cacheNode : request.text("CacheNodeType");
                cacheDays = request.text("SnapshotRetentionLimit").isEmpty()
                        ? cacheDays
                        : request.text("SnapshotRetentionLimit");
                return ApiResponse.query(request.operation(), "");
            }
            case "DescribeCacheSubnetGroups" -> {
                if (goneSubnets.contains(group)) {
                    throw new Refusal("CacheSubnetGroupNotFoundFault", 404, group + " not found.");
                }
                ApiResponse answer = next.answer(request);
                return answer.ok() ? text(withSubnets(without(answer, "CacheSubnetGroup", goneSubnets))) : answer;
            }
            case "DeleteCacheSubnetGroup" -> {
                goneSubnets.add(group);
                return ApiResponse.query(request.operation(), "");
            }
            case "ModifyCacheSubnetGroup" -> {
                cacheSubnets.clear();
                request.parameters().path("SubnetIds").forEach(subnet -> cacheSubnets.add(subnet.asText()));
                return ApiResponse.query(request.operation(), "");
            }
            default -> {}
        }
        return next.answer(request);
    }

    private String withSubnets(String text) {
        StringBuilder subnets = new StringBuilder("<Subnets>");
        cacheSubnets.forEach(
                one -> subnets.append("<Subnet><SubnetIdentifier>" + one + "</SubnetIdentifier></Subnet>"));
        return cacheSubnets.isEmpty()
                ? text
                : text.replaceAll(
                        "(?s)<Subnets>.*?</Subnets>",
                        subnets.append("</Subnets>").toString());
    }

    private static String without(ApiResponse answer, String element, Set<String> names) {
        String text = new String(answer.body(), StandardCharsets.UTF_8);
        Matcher member =
                Pattern.compile("(?s)<" + element + ">.*?</" + element + ">").matcher(text);
        return member.replaceAll(
                found -> names.stream().anyMatch(name -> found.group().contains(">" + name + "<"))
                        ? ""
                        : Matcher.quoteReplacement(found.group()));
    }

    private static ApiResponse text(String body) {
        return ApiResponse.xml(200, body.getBytes(StandardCharsets.UTF_8));
    }
}
