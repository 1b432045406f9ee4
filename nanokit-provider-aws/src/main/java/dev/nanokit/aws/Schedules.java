package dev.nanokit.aws;

import dev.nanokit.failure.ProviderException;
import dev.nanokit.provider.Operation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.scheduler.model.CreateScheduleRequest;
import software.amazon.awssdk.services.scheduler.model.GetScheduleGroupResponse;
import software.amazon.awssdk.services.scheduler.model.ScheduleGroupState;
import software.amazon.awssdk.services.scheduler.model.ScheduleGroupSummary;
import software.amazon.awssdk.services.scheduler.model.ScheduleSummary;
import software.amazon.awssdk.services.scheduler.model.Tag;
import software.amazon.awssdk.services.scheduler.model.UpdateScheduleRequest;

/** What is asked of EventBridge Scheduler: groups with their tags, and the schedule of the same name in each. Thread-safe. */
final class Schedules {

    private static final String OF_GROUP = ":schedule-group/";

    /** The most of a page, https://docs.aws.amazon.com/scheduler/latest/APIReference/API_ListSchedules.html. */
    private static final int PAGE = 100;

    private final AwsClients clients;

    Schedules(AwsClients clients) {
        this.clients = clients;
    }

    /** {@return the group's name in its ARN} */
    static String group(String arn) {
        return arn.substring(arn.indexOf(OF_GROUP) + OF_GROUP.length());
    }

    /** {@return the groups whose names begin so; without those on their way out} */
    List<ScheduleGroupSummary> groups(String beginning) {
        return AwsFailures.call("list schedule groups", () -> clients
                .scheduler()
                .listScheduleGroupsPaginator(
                        request -> request.namePrefix(beginning).maxResults(PAGE))
                .scheduleGroups()
                .stream()
                .filter(group -> !isGoing(group.state()))
                .toList());
    }

    /** {@return when each schedule was last changed whose name begins so, by the name that it has with its group} */
    Map<String, String> changes(String beginning) {
        return AwsFailures.call("list schedules", () -> clients
                .scheduler()
                .listSchedulesPaginator(request -> request.namePrefix(beginning).maxResults(PAGE))
                .schedules()
                .stream()
                .filter(schedule -> schedule.name().equals(schedule.groupName()))
                .collect(Collectors.toMap(ScheduleSummary::name, Schedules::change)));
    }

    private static String change(ScheduleSummary schedule) {
        return Long.toString(schedule.lastModificationDate().toEpochMilli());
    }

    /** {@return the ARN of a group; empty if there is none, or one on its way out} */
    Optional<String> find(String group) {
        return look(group).filter(there -> !isGoing(there.state())).map(there -> there.arn());
    }

    /** {@return whether a group is on its way out} */
    boolean isGoing(String group) {
        return look(group).filter(there -> isGoing(there.state())).isPresent();
    }

    private static boolean isGoing(ScheduleGroupState state) {
        return state == ScheduleGroupState.DELETING;
    }

    private Optional<GetScheduleGroupResponse> look(String group) {
        return AwsFailures.find("look at schedule group " + group, () -> clients.scheduler()
                .getScheduleGroup(request -> request.name(group)));
    }

    /** {@return a group's tags; empty if it has gone} */
    Optional<Map<String, String>> tags(String arn) {
        return AwsFailures.find("list the tags of schedule group " + group(arn), () -> clients.scheduler()
                        .listTagsForResource(request -> request.resourceArn(arn)))
                .map(answer -> {
                    Map<String, String> plain = new HashMap<>();
                    answer.tags().forEach(tag -> plain.put(tag.key(), tag.value()));
                    return plain;
                });
    }

    String makeGroup(String name, Map<String, String> tags) {
        return AwsFailures.call("create schedule group " + name, () -> clients.scheduler()
                .createScheduleGroup(request -> request.name(name).tags(sdk(tags)))
                .scheduleGroupArn());
    }

    void tag(String arn, Map<String, String> tags) {
        AwsFailures.call("tag schedule group " + group(arn), () -> clients.scheduler()
                .tagResource(request -> request.resourceArn(arn).tags(sdk(tags))));
    }

    /**
     * Writes a group's schedule, which is made if it is missing.
     *
     * @param request all of it
     * @param isEarly tells a refusal that passes by itself
     * @param operation the write under way
     */
    void put(CreateScheduleRequest request, Predicate<ProviderException> isEarly, Operation operation) {
        String name = request.name();
        boolean isThere = AwsFailures.find("look at schedule " + name, () -> clients.scheduler()
                        .getSchedule(one -> one.name(name).groupName(request.groupName())))
                .isPresent();
        Patience.settled("write schedule " + name, operation, isEarly, () -> {
            if (isThere) {
                return clients.scheduler().updateSchedule(all(request)).scheduleArn();
            }
            return clients.scheduler().createSchedule(request).scheduleArn();
        });
    }

    /** What an update leaves out is emptied: https://docs.aws.amazon.com/scheduler/latest/APIReference/API_UpdateSchedule.html. */
    private static UpdateScheduleRequest all(CreateScheduleRequest request) {
        return UpdateScheduleRequest.builder()
                .name(request.name())
                .groupName(request.groupName())
                .description(request.description())
                .scheduleExpression(request.scheduleExpression())
                .scheduleExpressionTimezone(request.scheduleExpressionTimezone())
                .flexibleTimeWindow(request.flexibleTimeWindow())
                .state(request.state())
                .target(request.target())
                .build();
    }

    /** Deletes a group's schedule, so that it begins nothing more. */
    void removeSchedule(String name) {
        AwsFailures.find("delete schedule " + name, () -> clients.scheduler()
                .deleteSchedule(request -> request.name(name).groupName(name)));
    }

    void removeGroup(String name) {
        AwsFailures.call("delete schedule group " + name, () -> clients.scheduler()
                .deleteScheduleGroup(request -> request.name(name)));
    }

    private static List<Tag> sdk(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }
}
