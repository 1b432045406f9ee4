package dev.nanokit.aws;

import dev.nanokit.provider.Operation;
import dev.nanokit.provider.PlatformId;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.ResourceKind;
import dev.nanokit.provider.Wanted;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What tasks say, all of a scope in one group. It goes with the scope: logs are not data that is kept, so who wants to keep
 * them has them sent on.
 */
final class LogGroup implements AwsKind {

    /** How the names of all our groups begin. */
    static final String PREFIX = "/nanokit/";

    private final AwsClients clients;

    LogGroup(AwsClients clients) {
        this.clients = clients;
    }

    @Override
    public ResourceKind kind() {
        return AwsSlots.LOG_GROUP_KIND;
    }

    /**
     * The list has no tags: those that the index knows to be of the scope, or that are named as the scope's are, are asked for
     * their own; a scope has one.
     */
    @Override
    public List<Found> all(Sight sight) {
        String beginning = PREFIX + ScopeNames.beginning(sight.scope());
        List<Found> found = new ArrayList<>();
        for (var group : list(PREFIX)) {
            if (group.logGroupName().startsWith(beginning) || sight.indexed().containsKey(arn(group))) {
                found(group).ifPresent(found::add);
            }
        }
        return found;
    }

    private List<software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup> list(String beginning) {
        return AwsFailures.call(
                "list log groups " + beginning, () -> clients
                        .logs()
                        .describeLogGroupsPaginator(request -> request.logGroupNamePrefix(beginning))
                        .logGroups()
                        .stream()
                        .toList());
    }

    @Override
    public Optional<Found> named(Wanted wanted) {
        return look(PREFIX + wanted.name());
    }

    @Override
    public Optional<Found> again(PlatformId id) {
        return look(id.value().substring(id.value().lastIndexOf(':') + 1))
                .filter(found -> found.id().equals(id.value()));
    }

    private Optional<Found> look(String name) {
        return list(name).stream()
                .filter(group -> name.equals(group.logGroupName()))
                .findFirst()
                .flatMap(this::found);
    }

    private Optional<Found> found(software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup group) {
        String arn = arn(group);
        return AwsFailures.find("list the tags of log group " + group.logGroupName(), () -> clients.logs()
                        .listTagsForResource(request -> request.resourceArn(arn)))
                .map(answer -> new Found(
                        arn,
                        group.logGroupName().substring(PREFIX.length()),
                        answer.tags(),
                        Map.of("name", group.logGroupName())));
    }

    /** The older of the two forms ends in what stands for its streams, and is no ARN of the group. */
    private static String arn(software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup group) {
        String arn = group.logGroupArn() == null ? group.arn() : group.logGroupArn();
        return arn.endsWith(":*") ? arn.substring(0, arn.length() - 2) : arn;
    }

    /** The call answers nothing: its ARN is looked up. */
    @Override
    public Found make(Wanted wanted, Map<String, String> tags, Operation operation) {
        String name = PREFIX + wanted.name();
        AwsFailures.call("create log group " + name, () -> clients.logs()
                .createLogGroup(request -> request.logGroupName(name).tags(tags)));
        return Patience.until(operation, () -> look(name)).withTags(tags);
    }

    @Override
    public boolean isMadeInOneCall() {
        return false;
    }

    @Override
    public Found change(Found found, Wanted wanted, Operation operation) {
        int days = Integer.parseInt(Fields.text(wanted, Foundations.RETENTION));
        Patience.settled("keep log group " + found.name() + " for " + days + " days", operation, () -> clients.logs()
                .putRetentionPolicy(
                        request -> request.logGroupName(PREFIX + found.name()).retentionInDays(days)));
        return found;
    }

    @Override
    public void tag(Found found, Map<String, String> tags) {
        AwsFailures.call("tag log group " + found.name(), () -> clients.logs()
                .tagResource(request -> request.resourceArn(found.id()).tags(tags)));
    }

    @Override
    public void remove(Found found, Resource resource, Operation operation) {
        AwsFailures.call("delete log group " + found.name(), () -> clients.logs()
                .deleteLogGroup(request -> request.logGroupName(PREFIX + found.name())));
    }
}
