package dev.nanokit.aws;

import dev.nanokit.failure.ProviderException;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.servicediscovery.model.DnsConfig;
import software.amazon.awssdk.services.servicediscovery.model.DnsRecord;
import software.amazon.awssdk.services.servicediscovery.model.FilterCondition;
import software.amazon.awssdk.services.servicediscovery.model.RecordType;
import software.amazon.awssdk.services.servicediscovery.model.RoutingPolicy;
import software.amazon.awssdk.services.servicediscovery.model.ServiceFilter;
import software.amazon.awssdk.services.servicediscovery.model.ServiceFilterName;
import software.amazon.awssdk.services.servicediscovery.model.ServiceSummary;
import software.amazon.awssdk.services.servicediscovery.model.Tag;

/**
 * The names by which siblings find a service: Cloud Map services, into which ECS enters its tasks. One belongs to the ECS
 * service that needs it, is made just before it, and goes with it. Thread-safe.
 */
final class DiscoveryNames {

    /** Short, so that a client follows a change soon. */
    private static final long TIME_TO_LIVE = 10;

    private final AwsClients clients;

    DiscoveryNames(AwsClients clients) {
        this.clients = clients;
    }

    /** {@return the ARN of the name, made if it is not there} */
    String ensure(String namespace, String name, Map<String, String> tags) {
        return find(namespace, name).map(ServiceSummary::arn).orElseGet(() -> make(namespace, name, tags));
    }

    private String make(String namespace, String name, Map<String, String> tags) {
        try {
            return AwsFailures.call("create the name " + name, () -> clients.names()
                    .createService(request -> request.name(name)
                            .namespaceId(namespace)
                            .dnsConfig(DnsConfig.builder()
                                    .routingPolicy(RoutingPolicy.MULTIVALUE)
                                    .dnsRecords(DnsRecord.builder()
                                            .type(RecordType.A)
                                            .ttl(TIME_TO_LIVE)
                                            .build())
                                    .build())
                            .healthCheckCustomConfig(check -> {})
                            .tags(tags.entrySet().stream()
                                    .map(tag -> Tag.builder()
                                            .key(tag.getKey())
                                            .value(tag.getValue())
                                            .build())
                                    .toList()))
                    .service()
                    .arn());
        } catch (ProviderException e) {
            if (e.kind() == ProviderException.Kind.CONFLICT) {
                return find(namespace, name).map(ServiceSummary::arn).orElseThrow(() -> e);
            }
            throw e;
        }
    }

    private Optional<ServiceSummary> find(String namespace, String name) {
        return AwsFailures.call("look for the name " + name, () -> clients
                .names()
                .listServicesPaginator(request -> request.filters(ServiceFilter.builder()
                        .name(ServiceFilterName.NAMESPACE_ID)
                        .condition(FilterCondition.EQ)
                        .values(namespace)
                        .build()))
                .stream()
                .flatMap(page -> page.services().stream())
                .filter(one -> one.name().equals(name))
                .filter(one -> isIn(namespace, one))
                .findFirst());
    }

    /** The list is filtered by the service; one that ignores the filter is not believed. */
    private boolean isIn(String namespace, ServiceSummary summary) {
        return clients.names()
                .getService(request -> request.id(summary.id()))
                .service()
                .namespaceId()
                .equals(namespace);
    }

    /** Takes a name away, if no task stands under it any more; one that is in use goes with its namespace. */
    void release(String arn) {
        String id = arn.substring(arn.lastIndexOf('/') + 1);
        try {
            AwsFailures.call("delete the name " + id, () -> clients.names().deleteService(request -> request.id(id)));
        } catch (ProviderException e) {
            boolean stays = e.kind() == ProviderException.Kind.IN_USE || e.kind() == ProviderException.Kind.NOT_FOUND;
            if (!stays) {
                throw e;
            }
        }
    }
}
