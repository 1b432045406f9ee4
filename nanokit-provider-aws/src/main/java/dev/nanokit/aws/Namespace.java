package dev.nanokit.aws;

import dev.nanokit.failure.ProviderException;
import dev.nanokit.provider.Operation;
import dev.nanokit.provider.PlatformId;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.ResourceKind;
import dev.nanokit.provider.Wanted;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import software.amazon.awssdk.services.servicediscovery.model.NamespaceFilter;
import software.amazon.awssdk.services.servicediscovery.model.NamespaceFilterName;
import software.amazon.awssdk.services.servicediscovery.model.NamespaceSummary;
import software.amazon.awssdk.services.servicediscovery.model.NamespaceType;
import software.amazon.awssdk.services.servicediscovery.model.OperationTargetType;
import software.amazon.awssdk.services.servicediscovery.model.ServiceFilter;
import software.amazon.awssdk.services.servicediscovery.model.ServiceFilterName;
import software.amazon.awssdk.services.servicediscovery.model.ServiceSummary;
import software.amazon.awssdk.services.servicediscovery.model.Tag;

/**
 * The domain, known in the VPC alone, under which services find each other: a private namespace of Cloud Map. Its name is that
 * domain, and our own name for it stands in a tag; two VPCs may have the same domain.
 */
final class Namespace implements AwsKind {

    private static final String PRIVATE = NamespaceType.DNS_PRIVATE.toString();

    private static final String ARN = "arn";

    private final AwsClients clients;
    private final NameOperations operations;

    Namespace(AwsClients clients) {
        this.clients = clients;
        this.operations = new NameOperations(clients);
    }

    @Override
    public ResourceKind kind() {
        return AwsSlots.NAMESPACE_KIND;
    }

    /** Those of every environment of the project are asked for their tags, as a list has none. */
    @Override
    public List<Found> all(Sight sight) {
        String end = "." + Foundations.label(sight.scope().project()) + ".nanokit";
        return where(List.of(filter(NamespaceFilterName.TYPE, PRIVATE)), name -> name.endsWith(end));
    }

    /** {@return the private namespaces of a domain, each with its tags} */
    private List<Found> of(String domain) {
        return where(
                List.of(filter(NamespaceFilterName.TYPE, PRIVATE), filter(NamespaceFilterName.NAME, domain)),
                domain::equals);
    }

    private List<Found> where(List<NamespaceFilter> filters, Predicate<String> domain) {
        List<NamespaceSummary> all = AwsFailures.call(
                "list namespaces",
                () -> clients.names().listNamespacesPaginator(request -> request.filters(filters)).stream()
                        .flatMap(page -> page.namespaces().stream())
                        .filter(one -> one.type() == NamespaceType.DNS_PRIVATE && domain.test(one.name()))
                        .toList());
        List<Found> found = new ArrayList<>();
        all.forEach(one -> found(one.id(), one.name(), one.arn()).ifPresent(found::add));
        return found;
    }

    private static NamespaceFilter filter(NamespaceFilterName name, String value) {
        return NamespaceFilter.builder().name(name).values(value).build();
    }

    /**
     * What is not ours and has the domain counts as what has the name, as nobody else has use for such a domain. One of ours
     * under another name is in another VPC, while that is replaced.
     */
    @Override
    public Optional<Found> named(Wanted wanted) {
        List<Found> all = of(Fields.text(wanted, Foundations.DOMAIN));
        return all.stream()
                .filter(found -> wanted.name().equals(found.tags().get(AwsTags.NAME)))
                .findFirst()
                .or(() -> all.stream()
                        .filter(found -> !found.tags().containsKey(AwsTags.SCOPE))
                        .findFirst());
    }

    @Override
    public Optional<Found> again(PlatformId id) {
        return AwsFailures.find("look at namespace " + id, () -> clients.names()
                        .getNamespace(request -> request.id(id.value())))
                .map(answer -> answer.namespace())
                .flatMap(one -> found(one.id(), one.name(), one.arn()));
    }

    @Override
    public Found make(Wanted wanted, Map<String, String> tags, Operation operation) {
        String what = "create namespace " + Fields.text(wanted, Foundations.DOMAIN) + " in "
                + Fields.text(wanted, Foundations.VPC);
        var done = operations.await(
                what, operation, () -> Patience.settled(what, operation, () -> begin(wanted, tags, operation)));
        String id = Objects.requireNonNull(done.targets().get(OperationTargetType.NAMESPACE));
        Found made = Patience.until(operation, () -> again(new PlatformId(id)));
        if (!wanted.name().equals(made.tags().getOrDefault(AwsTags.NAME, wanted.name()))) {
            throw new ProviderException(
                    ProviderException.Kind.CONFLICT,
                    "tried to " + what + ", and another run did so at the same time",
                    null);
        }
        return made.withTags(tags);
    }

    private String begin(Wanted wanted, Map<String, String> tags, Operation operation) {
        String vpc = Fields.text(wanted, Foundations.VPC);
        return clients.names()
                .createPrivateDnsNamespace(request -> request.name(Fields.text(wanted, Foundations.DOMAIN))
                        .vpc(vpc)
                        .description(wanted.slot() + " of " + wanted.labelled().scope() + ", made by Nanokit")
                        .creatorRequestId(token(operation, wanted.name(), vpc))
                        .tags(sdk(tags)))
                .operationId();
    }

    /** The same for a retry, and another one for another VPC: 64 characters at most. */
    private static String token(Operation operation, String name, String vpc) {
        String text = operation.token() + " " + name + " " + vpc;
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
    }

    @Override
    public boolean isMadeInOneCall() {
        return true;
    }

    /** Both its fields are fixed. */
    @Override
    public Found change(Found found, Wanted wanted, Operation operation) {
        return found;
    }

    @Override
    public void tag(Found found, Map<String, String> tags) {
        AwsFailures.call("tag namespace " + found.name(), () -> clients.names()
                .tagResource(
                        request -> request.resourceARN(found.facts().get(ARN)).tags(sdk(tags))));
    }

    /** With it go services that a run left which died; what is registered in one must end first. */
    @Override
    public void remove(Found found, Resource resource, Operation operation) {
        for (ServiceSummary service : services(found.id())) {
            if (isLeft(service, found)) {
                operation.checkpoint();
                Patience.onceUnused(
                        "name " + service.name(),
                        operation,
                        () -> AwsFailures.find(
                                "delete name " + service.name() + " of " + found.name(),
                                () -> clients.names().deleteService(request -> request.id(service.id()))));
            }
        }
        String what = "delete namespace " + found.name();
        operations.await(
                what,
                operation,
                () -> AwsFailures.call(what, () -> clients.names()
                        .deleteNamespace(request -> request.id(found.id()))
                        .operationId()));
    }

    private List<ServiceSummary> services(String namespace) {
        return AwsFailures.call("list names of namespace " + namespace, () -> clients
                .names()
                .listServicesPaginator(request -> request.filters(ServiceFilter.builder()
                        .name(ServiceFilterName.NAMESPACE_ID)
                        .values(namespace)
                        .build()))
                .stream()
                .flatMap(page -> page.services().stream())
                .toList());
    }

    /** {@return whether it is of the namespace's scope, and really in the namespace} */
    private boolean isLeft(ServiceSummary service, Found namespace) {
        String scope = namespace.tags().get(AwsTags.SCOPE);
        return tags(service.arn())
                        .filter(tags -> scope != null && scope.equals(tags.get(AwsTags.SCOPE)))
                        .isPresent()
                && AwsFailures.find("look at name " + service.name(), () -> clients.names()
                                .getService(request -> request.id(service.id())))
                        .filter(answer -> namespace.id().equals(answer.service().namespaceId()))
                        .isPresent();
    }

    private Optional<Map<String, String>> tags(String arn) {
        return AwsFailures.find("list the tags of " + arn, () -> clients.names()
                        .listTagsForResource(request -> request.resourceARN(arn)))
                .map(answer -> {
                    Map<String, String> plain = new HashMap<>();
                    answer.tags().forEach(tag -> plain.put(tag.key(), tag.value()));
                    return plain;
                });
    }

    private Optional<Found> found(String id, String domain, String arn) {
        return tags(arn).map(tags -> new Found(id, tags.getOrDefault(AwsTags.NAME, domain), tags, Map.of(ARN, arn)));
    }

    private static List<Tag> sdk(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }
}
