package dev.nanokit.aws;

import dev.nanokit.provider.LabelCodec;
import dev.nanokit.provider.Operation;
import dev.nanokit.provider.PlatformId;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.ResourceKind;
import dev.nanokit.provider.Wanted;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableTarget;

/**
 * Between how many instances AWS chooses for a service, and by which load: a scalable target with one policy.
 *
 * <p>What it keeps to is a tag that goes with the fingerprint. The lists show the same: where both agree, the index of tags is
 * up to date, and where not, the target is asked for its own tags. If these do not agree either, or AWS is kept from choosing,
 * somebody changed it, and it is shown as unfinished.
 */
final class ScalingKind implements AwsKind {

    private static final String KEEPS_TO = "nanokit:keeps-to";
    private static final String ARN = "arn";

    private final Scalings scalings;
    private final EcsServiceKind services;
    private final Marks marks;

    ScalingKind(Scalings scalings, EcsServiceKind services, LabelCodec codec) {
        this.scalings = scalings;
        this.services = services;
        this.marks = new Marks(codec);
    }

    @Override
    public ResourceKind kind() {
        return AwsSlots.SCALING_KIND;
    }

    /** Services that are scaled say so before they are; what was left by others, the index comes to know. */
    @Override
    public List<Found> all(Sight sight) {
        boolean isKnown = services.seen(sight).services().stream().anyMatch(services::mayBeScaled)
                || !sight.indexed("application-autoscaling", "scalable-target/").isEmpty();
        if (!isKnown) {
            return List.of();
        }
        List<ScalableTarget> targets = scalings.targets().stream()
                .filter(target -> sight.clusters().contains(cluster(target)))
                .toList();
        if (targets.isEmpty()) {
            return List.of();
        }
        Map<String, Integer> loads = scalings.loads();
        List<Found> all = new ArrayList<>();
        for (ScalableTarget target : targets) {
            String keepsTo = keepsTo(target, Optional.ofNullable(loads.get(target.resourceId())));
            Map<String, String> tags = Optional.ofNullable(sight.indexed().get(target.scalableTargetARN()))
                    .filter(indexed -> keepsTo.equals(indexed.get(KEEPS_TO)))
                    .orElseGet(() -> scalings.tags(target.scalableTargetARN()));
            Found found = found(target, tags);
            boolean isWhole = keepsTo.equals(tags.get(KEEPS_TO)) && !Scalings.isSuspended(target);
            all.add(isWhole ? found : marks.unfinished(found));
        }
        return all;
    }

    private static String cluster(ScalableTarget target) {
        return target.resourceId().split("/", -1)[1];
    }

    private static String keepsTo(ScalableTarget target, Optional<Integer> load) {
        return keepsTo(
                target.minCapacity(),
                target.maxCapacity(),
                load.map(percent -> Integer.toString(percent)).orElse("none"));
    }

    private static String keepsTo(int fewest, int most, String load) {
        return fewest + "-" + most + "-" + load;
    }

    @Override
    public Optional<Found> named(Wanted wanted) {
        return look(resource(wanted));
    }

    private static String resource(Wanted wanted) {
        return Scalings.resource(Fields.text(wanted, TaskDesign.CLUSTER), Fields.text(wanted, ScalingDesign.SERVICE));
    }

    @Override
    public Optional<Found> again(PlatformId id) {
        return look(id.value());
    }

    private Optional<Found> look(String resource) {
        return scalings.target(resource).map(target -> found(target, scalings.tags(target.scalableTargetARN())));
    }

    @Override
    public Found make(Wanted wanted, Map<String, String> tags, Operation operation) {
        String resource = resource(wanted);
        String arn = scalings.register(
                resource, number(wanted, ScalingDesign.FEWEST), number(wanted, ScalingDesign.MOST), tags);
        return found(resource, arn, tags);
    }

    private static int number(Wanted wanted, String field) {
        return Integer.parseInt(Fields.text(wanted, field));
    }

    @Override
    public boolean isMadeInOneCall() {
        return false;
    }

    /** AWS puts the number of instances into new bounds by itself. */
    @Override
    public Found change(Found found, Wanted wanted, Operation operation) {
        int fewest = number(wanted, ScalingDesign.FEWEST);
        int most = number(wanted, ScalingDesign.MOST);
        int load = number(wanted, ScalingDesign.LOAD);
        boolean isSo = scalings.target(found.id())
                .filter(target -> target.minCapacity() == fewest && target.maxCapacity() == most)
                .filter(target -> !Scalings.isSuspended(target))
                .isPresent();
        if (!isSo) {
            scalings.change(found.id(), fewest, most);
            operation.checkpoint();
        }
        if (!scalings.load(found.id()).equals(Optional.of(load))) {
            scalings.track(found.id(), load, operation);
        }
        return found.withTags(Map.of(KEEPS_TO, keepsTo(fewest, most, Integer.toString(load))));
    }

    @Override
    public Map<String, String> tagsOf(Found changed) {
        return Map.of(KEEPS_TO, changed.tags().getOrDefault(KEEPS_TO, ""));
    }

    @Override
    public void tag(Found found, Map<String, String> tags) {
        scalings.tag(found.facts().getOrDefault(ARN, ""), tags);
    }

    @Override
    public void remove(Found found, Resource resource, Operation operation) {
        scalings.deregister(found.id());
    }

    private static Found found(ScalableTarget target, Map<String, String> tags) {
        return found(target.resourceId(), target.scalableTargetARN(), tags);
    }

    private static Found found(String resource, String arn, Map<String, String> tags) {
        return new Found(resource, tags.getOrDefault(AwsTags.NAME, resource), tags, Map.of(ARN, arn));
    }
}
