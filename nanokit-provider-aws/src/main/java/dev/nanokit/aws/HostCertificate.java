package dev.nanokit.aws;

import dev.nanokit.provider.Operation;
import dev.nanokit.provider.PlatformId;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.ResourceKind;
import dev.nanokit.provider.Wanted;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.acm.model.CertificateStatus;
import software.amazon.awssdk.services.acm.model.CertificateSummary;
import software.amazon.awssdk.services.acm.model.Tag;
import software.amazon.awssdk.services.acm.model.ValidationMethod;

/**
 * A certificate of ACM's for some hosts. It is of use when it is issued, and is finished then. One that never will be, or has
 * run out, is shown as one without hosts, so that another takes its place.
 */
final class HostCertificate implements AwsKind {

    private static final int PAGE = 1000;

    private final AwsClients clients;
    private final CertificateProof proof;
    private final Marks marks;

    HostCertificate(AwsClients clients, CertificateProof proof, Marks marks) {
        this.clients = clients;
        this.proof = proof;
        this.marks = marks;
    }

    @Override
    public ResourceKind kind() {
        return AwsSlots.CERTIFICATE_KIND;
    }

    /** The index tells which may be ours, for ACM's own list has no tags. */
    @Override
    public List<Found> all(Sight sight) {
        Set<String> indexed = new HashSet<>(sight.indexed("acm", "certificate/"));
        if (indexed.isEmpty()) {
            return List.of();
        }
        return list().stream()
                .filter(one -> indexed.contains(one.certificateArn()))
                .flatMap(one -> found(one.certificateArn(), one.status()).stream())
                .toList();
    }

    private List<CertificateSummary> list() {
        return AwsFailures.call(
                "list certificates", () -> clients
                        .certificates()
                        .listCertificatesPaginator(request -> request.maxItems(PAGE))
                        .certificateSummaryList()
                        .stream()
                        .toList());
    }

    /** Names are tags here, and the index may not know them yet: those for the same first host are asked. */
    @Override
    public Optional<Found> named(Wanted wanted) {
        String first = hosts(wanted).get(0);
        return list().stream()
                .filter(one -> first.equals(one.domainName()))
                .flatMap(one -> found(one.certificateArn(), one.status()).stream())
                .filter(one -> one.name().equals(wanted.name()))
                .findFirst();
    }

    @Override
    public Optional<Found> again(PlatformId id) {
        return AwsFailures.find("look at certificate " + id, () -> clients.certificates()
                        .describeCertificate(request -> request.certificateArn(id.value())))
                .flatMap(answer -> found(id.value(), answer.certificate().status()));
    }

    private Optional<Found> found(String arn, CertificateStatus status) {
        return AwsFailures.find("look at the tags of certificate " + arn, () -> clients.certificates()
                        .listTagsForCertificate(request -> request.certificateArn(arn)))
                .map(answer -> found(arn, plain(answer.tags())))
                .map(found -> CertificateProof.isSpent(status) ? marks.without(found, BalancerDesign.HOST) : found);
    }

    private static Found found(String arn, Map<String, String> tags) {
        return new Found(arn, tags.getOrDefault(AwsTags.NAME, arn), tags, Map.of());
    }

    /** The first has at most 64 characters, https://docs.aws.amazon.com/acm/latest/APIReference/API_RequestCertificate.html. */
    private static List<String> hosts(Wanted wanted) {
        List<String> hosts =
                new ArrayList<>(Fields.under(wanted, BalancerDesign.HOSTS).values());
        hosts.sort(Comparator.comparing(String::length).thenComparing(Comparator.naturalOrder()));
        return hosts;
    }

    /**
     * Without a token that makes two requests one: ACM remembers it for an hour, even if its certificate was deleted. A
     * request whose answer was lost is found by its name.
     */
    @Override
    public Found make(Wanted wanted, Map<String, String> tags, Operation operation) {
        List<String> hosts = hosts(wanted);
        String arn = AwsFailures.call("request certificate " + wanted.name(), () -> clients.certificates()
                        .requestCertificate(request -> {
                            request.domainName(hosts.get(0))
                                    .validationMethod(ValidationMethod.DNS)
                                    .tags(sdk(tags));
                            if (hosts.size() > 1) {
                                request.subjectAlternativeNames(hosts.subList(1, hosts.size()));
                            }
                        }))
                .certificateArn();
        return found(arn, tags);
    }

    @Override
    public boolean isMadeInOneCall() {
        return false;
    }

    @Override
    public Found change(Found found, Wanted wanted, Operation operation) {
        proof.give(found.id(), operation);
        return found;
    }

    @Override
    public void tag(Found found, Map<String, String> tags) {
        AwsFailures.call("tag certificate " + found.name(), () -> clients.certificates()
                .addTagsToCertificate(
                        request -> request.certificateArn(found.id()).tags(sdk(tags))));
    }

    @Override
    public void remove(Found found, Resource resource, Operation operation) {
        AwsFailures.call("delete certificate " + found.name(), () -> clients.certificates()
                .deleteCertificate(request -> request.certificateArn(found.id())));
    }

    private static List<Tag> sdk(Map<String, String> tags) {
        List<Tag> all = new ArrayList<>();
        tags.forEach((key, value) -> all.add(Tag.builder().key(key).value(value).build()));
        return all;
    }

    private static Map<String, String> plain(List<Tag> tags) {
        Map<String, String> plain = new HashMap<>();
        tags.forEach(tag -> plain.put(tag.key(), tag.value()));
        return plain;
    }
}
