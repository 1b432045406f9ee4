package dev.nanokit.aws.lab.machine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nanokit.aws.lab.wire.ApiRequest;
import dev.nanokit.aws.lab.wire.ApiResponse;
import dev.nanokit.aws.lab.wire.Moto;
import dev.nanokit.aws.lab.wire.Refusal;
import dev.nanokit.aws.lab.wire.Stage;
import dev.nanokit.aws.lab.wire.Trees;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Groups of schedules: moto's, but a deleted one goes after a while, and is shown as DELETING until then. AWS:
 * https://docs.aws.amazon.com/scheduler/latest/APIReference/API_DeleteScheduleGroup.html.
 */
final class ScheduleGroups {

    private static final String SCHEDULER = "scheduler";
    private static final Duration LEAVING = Duration.ofMillis(300);

    private final Timeline timeline;
    private final Moto moto;
    private final Set<String> leaving = new HashSet<>();

    ScheduleGroups(Timeline timeline, Moto moto) {
        this.timeline = timeline;
        this.moto = moto;
    }

    void in(Reactions reactions) {
        reactions.lead("scheduler:CreateScheduleGroup", (request, next) -> within(request.text("Name"), request, next));
        reactions.lead("scheduler:CreateSchedule", (request, next) -> within(request.text("GroupName"), request, next));
        reactions.lead("scheduler:UpdateSchedule", (request, next) -> within(request.text("GroupName"), request, next));
        reactions.own("scheduler:DeleteScheduleGroup", this::delete);
        reactions.lead("scheduler:GetScheduleGroup", (request, next) -> {
            ApiResponse answer = next.answer(request);
            return answer.ok() ? answer.withBody(Trees.bytes(shown(answer.json()))) : answer;
        });
        reactions.lead("scheduler:ListScheduleGroups", (request, next) -> {
            ApiResponse answer = next.answer(request);
            JsonNode tree = answer.json();
            tree.path("ScheduleGroups").forEach(this::shown);
            return answer.withBody(Trees.bytes(tree));
        });
    }

    private JsonNode shown(JsonNode group) {
        if (leaving.contains(group.path("Name").asText())) {
            ((ObjectNode) group).put("State", "DELETING");
        }
        return group;
    }

    private ApiResponse within(String group, ApiRequest request, Stage.Next next) {
        if (leaving.contains(group)) {
            throw new Refusal("ConflictException", 409, "Schedule group " + group + " is being deleted.");
        }
        return next.answer(request);
    }

    private ApiResponse delete(ApiRequest request) {
        String name = request.text("Name");
        if (leaving.add(name)) {
            timeline.in(LEAVING, () -> {
                leaving.remove(name);
                moto.rest(SCHEDULER, "DELETE", "/schedule-groups/" + name);
            });
        }
        return ApiResponse.json(Trees.object());
    }

    /** {@return the tags of every group, by its ARN} */
    Map<String, JsonNode> tags() {
        Map<String, JsonNode> tags = new TreeMap<>();
        JsonNode groups =
                moto.rest(SCHEDULER, "GET", "/schedule-groups?MaxResults=100").json();
        for (JsonNode group : groups.path("ScheduleGroups")) {
            String arn = group.path("Arn").asText();
            if (!arn.endsWith("/default")) {
                String path = "/tags/" + URLEncoder.encode(arn, StandardCharsets.UTF_8);
                tags.put(arn, moto.rest(SCHEDULER, "GET", path).json().path("Tags"));
            }
        }
        return tags;
    }
}
