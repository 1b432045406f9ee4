package dev.nanokit.aws.lab.machine;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nanokit.aws.lab.machine.LogBook.Entry;
import dev.nanokit.aws.lab.machine.LogBook.Stream;
import dev.nanokit.aws.lab.wire.ApiRequest;
import dev.nanokit.aws.lab.wire.ApiResponse;
import dev.nanokit.aws.lab.wire.Refusal;
import dev.nanokit.aws.lab.wire.Stage;
import dev.nanokit.aws.lab.wire.Trees;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Log groups into which tasks write: their streams and lines. Other groups are moto's. AWS: API_GetLogEvents.html,
 * API_FilterLogEvents.html, API_DescribeLogStreams.html.
 */
final class LogCalls {

    private static final String GROUP = "logGroupName";
    private static final int MOST = 10_000;

    private final Timeline timeline;
    private final LogBook logs;
    private final Surroundings surroundings;

    LogCalls(Timeline timeline, LogBook logs, Surroundings surroundings) {
        this.timeline = timeline;
        this.logs = logs;
        this.surroundings = surroundings;
    }

    void in(Reactions reactions) {
        reactions.notice("logs:CreateLogGroup", (request, answer) -> surroundings.logGroupMade(request.text(GROUP)));
        reactions.notice("logs:DeleteLogGroup", (request, answer) -> {
            surroundings.logGroupGone(request.text(GROUP));
            logs.forget(request.text(GROUP));
        });
        reactions.lead("logs:DescribeLogStreams", (request, next) -> orMoto(request, next, streams(request)));
        reactions.lead("logs:GetLogEvents", (request, next) -> orMoto(request, next, events(request)));
        reactions.lead("logs:FilterLogEvents", (request, next) -> orMoto(request, next, filter(request)));
    }

    private static ApiResponse orMoto(ApiRequest request, Stage.Next next, Optional<ObjectNode> ours) {
        return ours.map(ApiResponse::json).orElseGet(() -> next.answer(request));
    }

    private static String group(ApiRequest request) {
        String arn = request.text("logGroupIdentifier");
        return arn.isEmpty()
                ? request.text(GROUP)
                : arn.replaceFirst("^arn:.*:log-group:", "").replaceFirst(":\\*$", "");
    }

    private Optional<ObjectNode> streams(ApiRequest request) {
        String group = group(request);
        if (!logs.knows(group)) {
            return Optional.empty();
        }
        Instant now = timeline.now();
        boolean byTime = request.text("orderBy").equals("LastEventTime");
        Comparator<Stream> order = byTime
                ? Comparator.comparing(stream -> last(stream, now).orElse(stream.createdAt()))
                : Comparator.comparing(Stream::name);
        boolean descending = request.parameters().path("descending").asBoolean();
        List<Stream> found = logs.streams(group).stream()
                .filter(stream -> stream.name().startsWith(request.text("logStreamNamePrefix")))
                .sorted(descending ? order.reversed() : order)
                .toList();
        int from = Pages.from(request.text("nextToken"));
        int to =
                Math.min(found.size(), from + request.parameters().path("limit").asInt(50));
        ObjectNode tree = Trees.object();
        ArrayNode array = tree.putArray("logStreams");
        found.subList(Math.min(from, to), to).forEach(stream -> {
            ObjectNode shown = array.addObject();
            shown.put("logStreamName", stream.name());
            shown.put("creationTime", stream.createdAt().toEpochMilli());
            List<Entry> entries = stream.entries(now);
            if (!entries.isEmpty()) {
                shown.put("firstEventTimestamp", entries.get(0).at().toEpochMilli());
                shown.put("lastEventTimestamp", last(stream, now).orElse(now).toEpochMilli());
                shown.put("lastIngestionTime", last(stream, now).orElse(now).toEpochMilli());
            }
        });
        if (to < found.size()) {
            tree.put("nextToken", Pages.token(to));
        }
        return Optional.of(tree);
    }

    private static Optional<Instant> last(Stream stream, Instant now) {
        List<Entry> entries = stream.entries(now);
        return entries.isEmpty()
                ? Optional.empty()
                : Optional.of(entries.get(entries.size() - 1).at());
    }

    private static boolean within(ApiRequest request, Entry entry) {
        long at = entry.at().toEpochMilli();
        return at >= request.parameters().path("startTime").asLong(Long.MIN_VALUE)
                && at < request.parameters().path("endTime").asLong(Long.MAX_VALUE);
    }

    private Optional<ObjectNode> events(ApiRequest request) {
        String group = group(request);
        if (!logs.knows(group)) {
            return Optional.empty();
        }
        List<Entry> all = logs.streams(group).stream()
                .filter(stream -> stream.name().equals(request.text("logStreamName")))
                .findFirst()
                .orElseThrow(() -> new Refusal("ResourceNotFoundException", "The specified log stream does not exist."))
                .entries(timeline.now())
                .stream()
                .filter(entry -> within(request, entry))
                .toList();
        int limit = request.parameters().path("limit").asInt(MOST);
        String token = request.text("nextToken");
        boolean fromHead = request.parameters().path("startFromHead").asBoolean();
        int from;
        int to;
        if (token.startsWith("b/")) {
            to = Math.min(all.size(), Integer.parseInt(token.substring(2)));
            from = Math.max(0, to - limit);
        } else if (token.startsWith("f/") || fromHead) {
            from = token.isEmpty() ? 0 : Math.min(all.size(), Integer.parseInt(token.substring(2)));
            to = Math.min(all.size(), from + limit);
        } else {
            to = all.size();
            from = Math.max(0, to - limit);
        }
        ObjectNode tree = Trees.object();
        ArrayNode array = tree.putArray("events");
        all.subList(from, to).forEach(entry -> array.addObject()
                .put("timestamp", entry.at().toEpochMilli())
                .put("message", entry.text())
                .put("ingestionTime", entry.at().toEpochMilli()));
        tree.put("nextForwardToken", "f/" + to);
        tree.put("nextBackwardToken", "b/" + from);
        return Optional.of(tree);
    }

    private Optional<ObjectNode> filter(ApiRequest request) {
        String group = group(request);
        if (!logs.knows(group)) {
            return Optional.empty();
        }
        List<String> names = Trees.texts(request.parameters().path("logStreamNames"));
        String pattern = request.text("filterPattern").replace("\"", "");
        Instant now = timeline.now();
        List<Entry> found = logs.streams(group).stream()
                .filter(stream -> names.isEmpty() || names.contains(stream.name()))
                .filter(stream -> stream.name().startsWith(request.text("logStreamNamePrefix")))
                .flatMap(stream -> stream.entries(now).stream())
                .filter(entry -> within(request, entry) && entry.text().contains(pattern))
                .sorted(Comparator.comparing(Entry::at))
                .toList();
        int from = Pages.from(request.text("nextToken"));
        int to =
                Math.min(found.size(), from + request.parameters().path("limit").asInt(MOST));
        ObjectNode tree = Trees.object();
        ArrayNode array = tree.putArray("events");
        found.subList(Math.min(from, to), to).forEach(entry -> array.addObject()
                .put("logStreamName", entry.stream())
                .put("timestamp", entry.at().toEpochMilli())
                .put("message", entry.text())
                .put("ingestionTime", entry.at().toEpochMilli())
                .put("eventId", entry.stream() + "#" + entry.number()));
        tree.putArray("searchedLogStreams");
        if (to < found.size()) {
            tree.put("nextToken", Pages.token(to));
        }
        return Optional.of(tree);
    }
}
