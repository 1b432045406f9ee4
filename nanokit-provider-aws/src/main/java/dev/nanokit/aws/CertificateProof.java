package dev.nanokit.aws;

import dev.nanokit.failure.ProviderException;
import dev.nanokit.provider.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.acm.model.CertificateDetail;
import software.amazon.awssdk.services.acm.model.CertificateStatus;
import software.amazon.awssdk.services.acm.model.DomainValidation;
import software.amazon.awssdk.services.route53.model.Change;
import software.amazon.awssdk.services.route53.model.ChangeAction;
import software.amazon.awssdk.services.route53.model.RRType;
import software.amazon.awssdk.services.route53.model.ResourceRecord;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/**
 * Proves to ACM that the hosts of a certificate are ours, by records that it names, and waits until it has seen them. The
 * records are the same for all certificates of a host in an account, in every region, and each is renewed by them as long as
 * they stand (https://docs.aws.amazon.com/acm/latest/userguide/dns-validation.html): so they are overwritten without a look,
 * and never deleted. Thread-safe.
 */
final class CertificateProof {

    /** A certificate in one of these will never be of use again. */
    private static final Set<CertificateStatus> SPENT = Set.of(
            CertificateStatus.FAILED,
            CertificateStatus.VALIDATION_TIMED_OUT,
            CertificateStatus.EXPIRED,
            CertificateStatus.REVOKED);

    private static final long TTL = 300;

    private final AwsClients clients;
    private final HostedZones zones;
    private final HostEntries entries;

    CertificateProof(AwsClients clients, HostedZones zones, HostEntries entries) {
        this.clients = clients;
        this.zones = zones;
        this.entries = entries;
    }

    static boolean isSpent(CertificateStatus status) {
        return SPENT.contains(status);
    }

    /** Enters the records, and waits until the certificate is issued, which takes some minutes. */
    void give(String arn, Operation operation) {
        CertificateDetail begun = Patience.until(
                operation, () -> Optional.of(look(arn, operation)).filter(one -> isIssued(one) || isComplete(one)));
        if (isIssued(begun)) {
            return;
        }
        operation.checkpoint();
        enter(begun.domainValidationOptions(), operation);
        operation.report("waits until the certificate is issued, for which AWS looks up the records of "
                + begun.domainValidationOptions().size() + " hosts");
        Patience.until(operation, () -> Optional.of(look(arn, operation)).filter(CertificateProof::isIssued));
    }

    private static boolean isIssued(CertificateDetail detail) {
        return detail.status() == CertificateStatus.ISSUED;
    }

    private CertificateDetail look(String arn, Operation operation) {
        CertificateDetail detail = Patience.settled(
                        "look at certificate " + arn, operation, () -> clients.certificates()
                                .describeCertificate(request -> request.certificateArn(arn)))
                .certificate();
        if (isSpent(detail.status())) {
            throw new ProviderException(
                    ProviderException.Kind.FAILED,
                    "AWS does not issue certificate " + arn + " for "
                            + String.join(", ", detail.subjectAlternativeNames()) + ": " + detail.statusAsString()
                            + (detail.failureReason() == null ? "" : ", " + detail.failureReasonAsString())
                            + ". The next up asks for another one",
                    null);
        }
        return detail;
    }

    /** {@return whether ACM has named every record that it wants, which takes some seconds} */
    private static boolean isComplete(CertificateDetail detail) {
        List<DomainValidation> proofs = detail.domainValidationOptions();
        return !proofs.isEmpty()
                && proofs.size() >= detail.subjectAlternativeNames().size()
                && proofs.stream().allMatch(one -> one.resourceRecord() != null);
    }

    private void enter(List<DomainValidation> proofs, Operation operation) {
        Map<String, Map<String, Change>> byZone = new TreeMap<>();
        for (DomainValidation proof : proofs) {
            ResourceRecordSet record = ResourceRecordSet.builder()
                    .name(proof.resourceRecord().name())
                    .type(RRType.CNAME)
                    .ttl(TTL)
                    .resourceRecords(ResourceRecord.builder()
                            .value(proof.resourceRecord().value())
                            .build())
                    .build();
            byZone.computeIfAbsent(zones.of(proof.domainName(), operation), any -> new TreeMap<>())
                    .put(record.name(), HostEntries.change(ChangeAction.UPSERT, record));
        }
        byZone.forEach((zone, changes) -> entries.write(zone, "certificates", new ArrayList<>(changes.values())));
    }
}
