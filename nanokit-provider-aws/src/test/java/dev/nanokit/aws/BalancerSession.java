package dev.nanokit.aws;

import dev.nanokit.Nanokit;
import dev.nanokit.aws.lab.AwsLab;
import dev.nanokit.model.Project;
import dev.nanokit.provider.Fingerprint;
import dev.nanokit.provider.LabelCodec;
import dev.nanokit.provider.Labelled;
import dev.nanokit.provider.Resolved;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.ResourceKind;
import dev.nanokit.provider.ResourceSpec;
import dev.nanokit.provider.Scope;
import dev.nanokit.provider.Slot;
import dev.nanokit.provider.Value;
import dev.nanokit.provider.Wanted;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * The kinds of the balancer on one connection, with what an engine does between them, and a network that they stand on: a
 * VPC with two subnets and two groups, and a zone for {@code shop.com}.
 */
final class BalancerSession implements AutoCloseable {

    private static final String REGION = "eu-west-1";

    private static final List<ResourceKind> ORDER = List.of(
            AwsSlots.CERTIFICATE_KIND,
            AwsSlots.BALANCER_KIND,
            ResourceKind.ROUTE,
            AwsSlots.PORT_KIND,
            AwsSlots.RECORD_KIND);

    private final AwsClients clients;
    private final AwsClients looks;
    private final Project project;
    private final Scope scope;
    private final LabelCodec codec = new LabelCodec();
    private final Map<ResourceKind, AwsKind> kinds = new HashMap<>();
    private final Map<Slot, Map<String, String>> facts = new HashMap<>();

    BalancerSession(MotoWire wire, String yaml) {
        this.clients = clients(wire, "key");
        this.looks = clients(wire, AwsLab.ONLOOKER);
        this.project = Nanokit.load(yaml).environment("stage").validate();
        this.scope = Scope.of(project);
        KindsOfBalancer.of(clients, settings(), codec).forEach(kind -> kinds.put(kind.kind(), kind));
    }

    private AwsSettings settings() {
        return AwsSettings.of(project.infra().settings());
    }

    /** Makes what the balancer stands on. */
    BalancerSession ground() {
        String vpc = clients.ec2()
                .createVpc(request -> request.cidrBlock("10.0.0.0/16"))
                .vpc()
                .vpcId();
        facts.put(AwsSlots.VPC, Map.of("id", vpc));
        for (int zone = 1; zone <= 3; zone++) {
            String cidr = "10.0." + zone + ".0/24";
            String name = REGION + "abc".charAt(zone - 1);
            String id = clients.ec2()
                    .createSubnet(request -> request.vpcId(vpc).cidrBlock(cidr).availabilityZone(name))
                    .subnet()
                    .subnetId();
            facts.put(AwsSlots.publicSubnet(zone), Map.of("id", id));
        }
        for (Slot group : List.of(AwsSlots.BALANCER_GROUP, AwsSlots.SERVICE_GROUP)) {
            String id = clients.ec2()
                    .createSecurityGroup(request ->
                            request.groupName(group.name()).description("test").vpcId(vpc))
                    .groupId();
            facts.put(group, Map.of("id", id));
        }
        zone("shop.com");
        return this;
    }

    String zone(String name) {
        return clients.dns()
                .createHostedZone(request -> request.name(name).callerReference("test-" + name))
                .hostedZone()
                .id()
                .substring("/hostedzone/".length());
    }

    /** Knows what another session made. */
    BalancerSession knowing(BalancerSession other) {
        facts.putAll(other.facts);
        return this;
    }

    private static AwsClients clients(MotoWire wire, String who) {
        return new AwsClients(
                new AwsConnection(
                        Optional.of(wire.address()),
                        Optional.of(StaticCredentialsProvider.create(AwsBasicCredentials.create(who, "word")))),
                REGION);
    }

    AwsClients clients() {
        return clients;
    }

    /** {@return clients for what a test itself looks at and does, which the provider need not be allowed} */
    AwsClients looks() {
        return looks;
    }

    Map<String, String> facts(Slot slot) {
        return Objects.requireNonNull(facts.get(slot));
    }

    /** {@return the specs of these kinds, each after what it refers to} */
    List<ResourceSpec> specs() {
        return new AwsDesign(project, settings(), new Surrounding(REGION, List.of(), List.of()))
                .design().resources().stream()
                        .filter(spec -> ORDER.contains(spec.slot().kind()))
                        .sorted(Comparator.comparing((ResourceSpec spec) ->
                                        ORDER.indexOf(spec.slot().kind()))
                                .thenComparing(ResourceSpec::slot))
                        .toList();
    }

    ResourceSpec spec(Slot slot) {
        return specs().stream()
                .filter(spec -> spec.slot().equals(slot))
                .findFirst()
                .orElseThrow();
    }

    AwsKind kind(Slot slot) {
        return Objects.requireNonNull(kinds.get(slot.kind()));
    }

    TaggedResources writes(Slot slot) {
        return new TaggedResources(kind(slot), codec);
    }

    Resource create(ResourceSpec spec) {
        return known(writes(spec.slot()).create(wanted(spec), new PlainOperation()));
    }

    Resource update(Resource found, ResourceSpec spec) {
        Wanted fresh = wanted(spec);
        Wanted inPlace =
                wanted(spec, found.edition(), fresh.labelled().fingerprint().orElseThrow(), fresh.values());
        return known(writes(spec.slot()).update(found, inPlace, new PlainOperation()));
    }

    private Resource known(Resource resource) {
        facts.put(resource.slot(), resource.facts());
        return resource;
    }

    void delete(Resource resource) {
        writes(resource.slot()).delete(resource, new PlainOperation());
    }

    List<Resource> discover() {
        return new AwsDiscovery(
                        List.copyOf(kinds.values()), new TagIndex(clients), new Clusters(clients), codec, pause -> {})
                .discover(scope)
                .resources();
    }

    List<Resource> at(Slot slot) {
        return discover().stream().filter(one -> one.slot().equals(slot)).toList();
    }

    Wanted wanted(ResourceSpec spec) {
        SortedMap<String, Resolved> values = new TreeMap<>();
        SortedMap<String, String> digests = new TreeMap<>();
        spec.fields().forEach((field, value) -> {
            values.put(field, Resolved.plain(resolved(value)));
            digests.put(field, digest(value.toString(), 10));
        });
        Fingerprint fingerprint = new Fingerprint(1, digests);
        return wanted(spec, digest(fingerprint.encoded(), 8), fingerprint, values);
    }

    private Wanted wanted(
            ResourceSpec spec, String edition, Fingerprint fingerprint, SortedMap<String, Resolved> values) {
        Labelled labelled = new Labelled(
                scope,
                spec.slot(),
                edition,
                Optional.of(fingerprint),
                Map.of(),
                spec.claims(),
                1,
                spec.traits(),
                List.of());
        int limit = new AwsProvider().profile().nameLimit(spec.slot().kind());
        String name = "nk-" + scope.toString().replace('/', '-') + "-"
                + spec.slot().name().replace('.', '-');
        String whole = name.substring(0, Math.min(name.length(), limit - edition.length() - 1)) + "-" + edition;
        return new Wanted(spec, edition, whole, labelled, codec.encode(labelled), values);
    }

    private String resolved(Value value) {
        if (value instanceof Value.Reference reference) {
            return Objects.requireNonNull(facts(reference.slot()).get(reference.fact()), reference.toString());
        }
        return ((Value.Literal) value).text();
    }

    private static String digest(String text, int length) {
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8))
                .toString()
                .replace("-", "")
                .substring(0, length);
    }

    @Override
    public void close() {
        clients.close();
        looks.close();
    }
}
