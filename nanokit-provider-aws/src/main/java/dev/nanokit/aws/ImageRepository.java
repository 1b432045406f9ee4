package dev.nanokit.aws;

import dev.nanokit.provider.ImageBuild;
import dev.nanokit.provider.LabelCodec;
import dev.nanokit.provider.Labelled;
import dev.nanokit.provider.Operation;
import dev.nanokit.provider.PlatformId;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.ResourceKind;
import dev.nanokit.provider.Wanted;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;
import software.amazon.awssdk.services.ecr.model.ImageTagMutability;
import software.amazon.awssdk.services.ecr.model.Repository;
import software.amazon.awssdk.services.ecr.model.Tag;

/**
 * The image of a service that is built: a repository of ECR, as images carry no tags of AWS, with the image that is wanted
 * in it. The image's own tag is a digest of all that it is built of, so that what has the tag need not be built; the last
 * ones stay, so that the way back to one is short. It holds no data: what is in it can be built again.
 */
final class ImageRepository implements AwsKind {

    /** The fact that services refer to. */
    static final String NAME_FACT = "name";

    private static final String ARN_BEGINNING = "repository/";

    /** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_DescribeRepositories.html. */
    private static final int PAGE = 1000;

    /** https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html. */
    private static final String KEEP_TEN =
            """
            {"rules":[{"rulePriority":1,"description":"the last ten","selection":{"tagStatus":"any",\
            "countType":"imageCountMoreThan","countNumber":10},"action":{"type":"expire"}}]}""";

    private final AwsClients clients;
    private final LabelCodec codec;
    private final ImagePush push;

    ImageRepository(AwsClients clients, LabelCodec codec, ImagePush push) {
        this.clients = clients;
        this.codec = codec;
        this.push = push;
    }

    @Override
    public ResourceKind kind() {
        return ResourceKind.IMAGE;
    }

    /**
     * Asked of ECR only if something says that there are any: the index of tags, or a service that runs a built image. The
     * list has no tags. Those that the index tells count where the service says the same; others are asked for by
     * themselves, as the index may lag.
     */
    @Override
    public List<Found> all(Sight sight) {
        List<String> indexed = sight.indexed("ecr", ARN_BEGINNING);
        if (indexed.isEmpty() && versions(sight).noneMatch(BuiltVersion::isBuilt)) {
            return List.of();
        }
        String beginning = ScopeNames.beginning(sight.scope());
        List<Found> found = new ArrayList<>();
        for (Repository one : list()) {
            if (one.repositoryName().startsWith(beginning) || indexed.contains(one.repositoryArn())) {
                found.add(found(one, tags(one, sight)));
            }
        }
        return found;
    }

    /** {@return what may run images} */
    private static Stream<Labelled> versions(Sight sight) {
        return Stream.of(ResourceKind.SERVICE, ResourceKind.JOB, ResourceKind.CRON)
                .flatMap(kind -> sight.seen(kind).stream());
    }

    private List<Repository> list() {
        return AwsFailures.call(
                "list repositories",
                () ->
                        clients
                                .images()
                                .describeRepositoriesPaginator(request -> request.maxResults(PAGE))
                                .repositories()
                                .stream()
                                .toList());
    }

    private Map<String, String> tags(Repository one, Sight sight) {
        Map<String, String> indexed = sight.indexed().getOrDefault(one.repositoryArn(), Map.of());
        Optional<Labelled> labels = labels(indexed);
        boolean isConfirmed =
                labels.isPresent() && versions(sight).anyMatch(version -> BuiltVersion.runs(version, labels.get()));
        return isConfirmed ? indexed : ownTags(one);
    }

    private Map<String, String> ownTags(Repository one) {
        Map<String, String> plain = new HashMap<>();
        AwsFailures.find("list the tags of repository " + one.repositoryName(), () -> clients.images()
                        .listTagsForResource(request -> request.resourceArn(one.repositoryArn())))
                .ifPresent(answer -> answer.tags().forEach(tag -> plain.put(tag.key(), tag.value())));
        return plain;
    }

    private Optional<Labelled> labels(Map<String, String> tags) {
        return codec.decode(AwsTags.labels(tags));
    }

    @Override
    public Optional<Found> named(Wanted wanted) {
        return look(wanted.name());
    }

    @Override
    public Optional<Found> again(PlatformId id) {
        return look(id.value().substring(id.value().indexOf(ARN_BEGINNING) + ARN_BEGINNING.length()))
                .filter(found -> found.id().equals(id.value()));
    }

    private Optional<Found> look(String name) {
        return AwsFailures.find("look at repository " + name, () -> clients.images()
                        .describeRepositories(request -> request.repositoryNames(name)))
                .flatMap(answer -> answer.repositories().stream().findFirst())
                .map(one -> found(one, ownTags(one)));
    }

    /** A tag that is a digest never comes to stand for something else. */
    @Override
    public Found make(Wanted wanted, Map<String, String> tags, Operation operation) {
        Repository made = AwsFailures.call("create repository " + wanted.name(), () -> clients.images()
                        .createRepository(request -> request.repositoryName(wanted.name())
                                .imageTagMutability(ImageTagMutability.IMMUTABLE)
                                .imageScanningConfiguration(scan -> scan.scanOnPush(true))
                                .tags(sdk(tags))))
                .repository();
        return found(made, tags);
    }

    @Override
    public boolean isMadeInOneCall() {
        return false;
    }

    @Override
    public Found change(Found found, Wanted wanted, Operation operation) {
        Patience.settled("keep the last images of repository " + found.name(), operation, () -> clients.images()
                .putLifecyclePolicy(
                        request -> request.repositoryName(found.name()).lifecyclePolicyText(KEEP_TEN)));
        Repository there = Patience.settled("look at repository " + found.name(), operation, () -> clients.images()
                .describeRepositories(request -> request.repositoryNames(found.name()))
                .repositories()
                .get(0));
        String tag = BuiltVersion.tag(wanted.labelled());
        String image = there.repositoryUri() + ":" + tag;
        if (!has(found.name(), tag)) {
            push.push(ImageBuild.of(wanted).forPlatform(AwsDesign.FARGATE_PLATFORM), image, operation);
        }
        return found.withFact(NAME_FACT, image);
    }

    private boolean has(String repository, String tag) {
        ImageIdentifier wanted = ImageIdentifier.builder().imageTag(tag).build();
        return AwsFailures.find("look at image " + repository + ":" + tag, () -> clients.images()
                        .describeImages(
                                request -> request.repositoryName(repository).imageIds(wanted)))
                .isPresent();
    }

    @Override
    public void tag(Found found, Map<String, String> tags) {
        AwsFailures.call("tag repository " + found.name(), () -> clients.images()
                .tagResource(request -> request.resourceArn(found.id()).tags(sdk(tags))));
    }

    /** With the images in it. */
    @Override
    public void remove(Found found, Resource resource, Operation operation) {
        AwsFailures.call("delete repository " + found.name(), () -> clients.images()
                .deleteRepository(
                        request -> request.repositoryName(found.name()).force(true)));
    }

    private Found found(Repository one, Map<String, String> tags) {
        Found found = new Found(one.repositoryArn(), one.repositoryName(), tags, Map.of());
        return labels(tags)
                .filter(labels -> labels.fingerprint().isPresent())
                .map(labels -> found.withFact(NAME_FACT, one.repositoryUri() + ":" + BuiltVersion.tag(labels)))
                .orElse(found);
    }

    private static List<Tag> sdk(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }
}
