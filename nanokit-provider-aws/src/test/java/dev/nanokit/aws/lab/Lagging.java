package dev.nanokit.aws.lab;

import dev.nanokit.aws.lab.wire.ApiRequest;
import dev.nanokit.aws.lab.wire.ApiResponse;
import dev.nanokit.aws.lab.wire.Protocol;
import dev.nanokit.aws.lab.wire.Refusal;
import dev.nanokit.aws.lab.wire.Stage;
import dev.nanokit.aws.lab.wire.Trees;
import dev.nanokit.aws.lab.wire.Xml;
import dev.nanokit.time.TimeSource;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.w3c.dom.Element;

/**
 * An AWS that does not know at once what it has made. EC2 answers of a new id that it does not exist, and leaves it out of
 * lists (https://docs.aws.amazon.com/ec2/latest/devguide/eventual-consistency.html); so does the balancer's service, and IAM
 * of a new role (https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot.html#troubleshoot_general_eventual-consistency).
 * The index of tags knows nothing for minutes. Thread-safe.
 */
public final class Lagging implements Stage {

    private static final Pattern EC2_ID = Pattern.compile("<(vpc|subnet|group|internetGateway|routeTable)Id>([^<]+)<");
    private static final Pattern ARN = Pattern.compile("<(LoadBalancer|TargetGroup|Listener)Arn>([^<]+)<");

    private static final Map<String, String> UNKNOWN = Map.of(
            "vpc", "InvalidVpcID.NotFound",
            "subnet", "InvalidSubnetID.NotFound",
            "group", "InvalidGroup.NotFound",
            "internetGateway", "InvalidInternetGatewayID.NotFound",
            "routeTable", "InvalidRouteTableID.NotFound",
            "LoadBalancer", "LoadBalancerNotFound",
            "TargetGroup", "TargetGroupNotFound",
            "Listener", "ListenerNotFound",
            "role", "NoSuchEntity");

    /** Something new. */
    private record Young(String sort, Instant known) {}

    private final TimeSource time;
    private final Duration lag;
    private final Instant indexed;
    private final Map<String, Young> young = new HashMap<>(); // guarded by this

    /**
     * Makes the station.
     *
     * @param time by which things become known
     * @param lag how long after it was made a thing is known
     * @param index how long from now on the index of tags knows nothing
     */
    public Lagging(TimeSource time, Duration lag, Duration index) {
        this.time = time;
        this.lag = lag;
        this.indexed = time.now().plus(index);
    }

    @Override
    public ApiResponse answer(ApiRequest request, Next next) {
        if (request.operation().equals("GetResources") && time.now().isBefore(indexed)) {
            return ApiResponse.json(
                    Trees.object().put("PaginationToken", "").set("ResourceTagMappingList", Trees.array()));
        }
        requireKnown(request);
        ApiResponse answer = next.answer(request);
        if (!answer.ok()) {
            return answer;
        }
        if (request.operation().startsWith("Create")) {
            learn(request, answer);
        }
        boolean isList =
                request.protocol() == Protocol.EC2 && request.operation().startsWith("Describe");
        return isList ? without(answer) : answer;
    }

    private synchronized void learn(ApiRequest request, ApiResponse answer) {
        Young one = new Young("role", time.now().plus(lag));
        if (request.operation().equals("CreateRole")) {
            young.put(request.text("RoleName"), one);
            return;
        }
        String made = request.operation().substring("Create".length());
        Pattern pattern = request.protocol() == Protocol.EC2 ? EC2_ID : ARN;
        Matcher id = pattern.matcher(new String(answer.body(), StandardCharsets.UTF_8));
        while (id.find()) {
            String sort = id.group(1);
            if (made.equalsIgnoreCase(sort) || (made.equals("SecurityGroup") && sort.equals("group"))) {
                young.put(id.group(2), new Young(sort, one.known()));
            }
        }
    }

    private synchronized Optional<String> youngIn(String text) {
        young.values().removeIf(one -> !time.now().isBefore(one.known()));
        return young.keySet().stream().filter(text::contains).findFirst();
    }

    private void requireKnown(ApiRequest request) {
        if (request.protocol() != Protocol.EC2 && request.protocol() != Protocol.QUERY) {
            return;
        }
        if (request.operation().equals("CreateRole") || request.service().equals("rds")) {
            return;
        }
        boolean isByFilter = request.has("Filter") || request.has("Filters");
        String text =
                java.net.URLDecoder.decode(new String(request.body(), StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        Optional<String> unknown = isByFilter ? Optional.empty() : youngIn(text);
        unknown.ifPresent(id -> {
            String code = UNKNOWN.get(sort(id));
            throw new Refusal(code, code.equals("NoSuchEntity") ? 404 : 400, "'" + id + "' does not exist");
        });
    }

    private synchronized String sort(String id) {
        Young one = young.get(id);
        return one == null ? "vpc" : one.sort();
    }

    private ApiResponse without(ApiResponse answer) {
        Element root = answer.xml();
        for (Element set : Xml.children(root)) {
            for (Element item : Xml.children(set)) {
                boolean isYoung = Xml.children(item).stream()
                        .filter(one ->
                                EC2_ID.matcher("<" + one.getTagName() + ">x<").matches())
                        .anyMatch(one -> youngIn(one.getTextContent()).isPresent());
                if (isYoung) {
                    set.removeChild(item);
                }
            }
        }
        return answer.withBody(Xml.write(root));
    }
}
