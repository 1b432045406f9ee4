package dev.nanokit.aws;

import dev.nanokit.failure.ProviderException;
import dev.nanokit.provider.Operation;
import dev.nanokit.provider.PlatformId;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.ResourceKind;
import dev.nanokit.provider.Wanted;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.Filter;
import software.amazon.awssdk.services.secretsmanager.model.FilterNameStringType;
import software.amazon.awssdk.services.secretsmanager.model.SecretListEntry;
import software.amazon.awssdk.services.secretsmanager.model.Tag;

/**
 * The secret variables of one service, as one JSON object in Secrets Manager: by a secret each they would cost as many times as
 * much. Tasks are given its place and version, never a value. Nothing here says a value, in whatever failure.
 */
final class Secret implements AwsKind {

    private static final String CURRENT = "AWSCURRENT";

    /** https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_limits.html. */
    private static final int LIMIT = 65_536;

    private final AwsClients clients;

    Secret(AwsClients clients) {
        this.clients = clients;
    }

    @Override
    public ResourceKind kind() {
        return AwsSlots.SECRET_KIND;
    }

    /**
     * The list may be five minutes late (https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_ListSecrets.html),
     * and so may the index of tags: what the two do not say alike is asked for by itself.
     */
    @Override
    public List<Found> all(Sight sight) {
        String scope = AwsTags.of(sight.scope());
        Map<String, Found> found = new TreeMap<>();
        for (SecretListEntry entry : list(scope)) {
            found.put(entry.arn(), found(entry.arn(), entry.name(), entry.tags(), entry.secretVersionsToStages()));
        }
        for (String arn : sight.indexed("secretsmanager", "secret:")) {
            Found listed = found.get(arn);
            if (listed == null || !listed.tags().equals(sight.indexed().get(arn))) {
                found.remove(arn);
                again(new PlatformId(arn)).ifPresent(one -> found.put(arn, one));
            }
        }
        return List.copyOf(found.values());
    }

    /** Its two filters take what begins so, and are not bound to one and the same tag. */
    private List<SecretListEntry> list(String scope) {
        return AwsFailures.call("list secrets of " + scope, () -> clients
                .secrets()
                .listSecretsPaginator(request -> request.filters(
                        filter(FilterNameStringType.TAG_KEY, AwsTags.SCOPE),
                        filter(FilterNameStringType.TAG_VALUE, scope)))
                .stream()
                .flatMap(page -> page.secretList().stream())
                .filter(entry -> entry.deletedDate() == null)
                .filter(entry -> scope.equals(plain(entry.tags()).get(AwsTags.SCOPE)))
                .toList());
    }

    private static Filter filter(FilterNameStringType key, String value) {
        return Filter.builder().key(key).values(value).build();
    }

    @Override
    public Optional<Found> named(Wanted wanted) {
        return look(wanted.name());
    }

    @Override
    public Optional<Found> again(PlatformId id) {
        return look(id.value());
    }

    /** What is to be deleted at a set time counts as gone, though its name is taken. */
    private Optional<Found> look(String nameOrArn) {
        return describe(nameOrArn)
                .filter(one -> one.deletedDate() == null)
                .map(one -> found(one.arn(), one.name(), one.tags(), one.versionIdsToStages()));
    }

    private Optional<DescribeSecretResponse> describe(String nameOrArn) {
        return AwsFailures.find("look at secret " + nameOrArn, () -> clients.secrets()
                .describeSecret(request -> request.secretId(nameOrArn)));
    }

    @Override
    public Found make(Wanted wanted, Map<String, String> tags, Operation operation) {
        String text = text(wanted);
        try {
            return AwsFailures.call("create secret " + wanted.name(), () -> {
                var made = clients.secrets().createSecret(request -> request.name(wanted.name())
                        .description(wanted.slot() + " of " + wanted.labelled().scope() + ", made by Nanokit")
                        .secretString(text)
                        .clientRequestToken(token(operation, wanted.name()))
                        .tags(sdk(tags)));
                return new Found(made.arn(), made.name(), tags, facts(made.arn(), made.versionId()));
            });
        } catch (ProviderException e) {
            throw whileDeleted(e, wanted.name());
        }
    }

    /** A name is taken for as long as its secret could be restored, and for a moment after a deletion at once. */
    private ProviderException whileDeleted(ProviderException e, String name) {
        boolean mayBe = AwsFailures.isOf(e, "InvalidRequestException", "ResourceExistsException");
        boolean isGoing = mayBe
                && (AwsFailures.isOf(e, "InvalidRequestException")
                        || describe(name)
                                .filter(one -> one.deletedDate() != null)
                                .isPresent());
        return isGoing
                ? new ProviderException(
                        ProviderException.Kind.IN_USE,
                        "tried to create secret " + name + ", but one of that name is being deleted; if it has a"
                                + " recovery window, delete it for good: aws secretsmanager delete-secret"
                                + " --force-delete-without-recovery --secret-id " + name,
                        e.getCause())
                : e;
    }

    private static String token(Operation operation, String name) {
        return UUID.nameUUIDFromBytes((operation.token() + " " + name).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    @Override
    public boolean isMadeInOneCall() {
        return true;
    }

    /** An equal value makes no new version, as a new version makes new tasks. */
    @Override
    public Found change(Found found, Wanted wanted, Operation operation) {
        String text = text(wanted);
        Optional<String> version = AwsFailures.find("read secret " + found.name(), () -> clients.secrets()
                        .getSecretValue(request -> request.secretId(found.id())))
                .filter(there -> text.equals(there.secretString()))
                .map(there -> there.versionId());
        String current =
                version.orElseGet(() -> AwsFailures.call("change secret " + found.name(), () -> clients.secrets()
                        .putSecretValue(request -> request.secretId(found.id()).secretString(text))
                        .versionId()));
        return new Found(found.id(), found.name(), found.tags(), facts(found.id(), current));
    }

    private static String text(Wanted wanted) {
        String text = JsonText.object(Fields.under(wanted, TaskDesign.ENV));
        if (text.getBytes(StandardCharsets.UTF_8).length > LIMIT) {
            throw new ProviderException(
                    ProviderException.Kind.BAD_CONFIGURATION,
                    "the secret variables of " + wanted.slot().name()
                            + " are longer than the 64 KiB that Secrets Manager takes",
                    null);
        }
        return text;
    }

    @Override
    public void tag(Found found, Map<String, String> tags) {
        AwsFailures.call("tag secret " + found.name(), () -> clients.secrets()
                .tagResource(request -> request.secretId(found.id()).tags(sdk(tags))));
    }

    /** At once: a recovery window would keep the name from whoever comes up again. */
    @Override
    public void remove(Found found, Resource resource, Operation operation) {
        AwsFailures.call("delete secret " + found.name(), () -> clients.secrets()
                .deleteSecret(request -> request.secretId(found.id()).forceDeleteWithoutRecovery(true)));
    }

    private static Found found(String arn, String name, List<Tag> tags, Map<String, List<String>> stages) {
        String version = stages.entrySet().stream()
                .filter(one -> one.getValue().contains(CURRENT))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("");
        return new Found(arn, name, plain(tags), facts(arn, version));
    }

    private static Map<String, String> facts(String arn, String version) {
        return Map.of(SecretPointer.FACT, new SecretPointer(arn, "", version).text());
    }

    private static Map<String, String> plain(List<Tag> tags) {
        Map<String, String> plain = new HashMap<>();
        tags.forEach(tag -> plain.put(tag.key(), tag.value()));
        return plain;
    }

    private static List<Tag> sdk(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }
}
