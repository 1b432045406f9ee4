package dev.nanokit.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nanokit.aws.lab.AwsLab;
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
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BiFunction;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** The kinds of place on one connection, with what an engine does between them: it fills in what fields refer to. */
final class PlaceSession implements AutoCloseable {

    static final String REGION = AwsLab.REGION;

    private final AwsClients clients;
    private final AwsClients looks;
    private final Scope scope;
    private final LabelCodec codec = new LabelCodec();
    private final Map<ResourceKind, AwsKind> kinds = new LinkedHashMap<>();
    private final Map<Slot, Resource> made = new HashMap<>();
    private final MotoWire wire;

    PlaceSession(MotoWire wire, Scope scope) {
        this.clients = clients(wire, "key");
        this.looks = clients(wire, AwsLab.ONLOOKER);
        this.wire = wire;
        this.scope = scope;
        KindsOfPlace.of(clients, new Ec2Tags(clients)).forEach(kind -> kinds.put(kind.kind(), kind));
    }

    /** Knows more kinds, which stand on those that it knows already. */
    PlaceSession with(BiFunction<AwsClients, LabelCodec, List<AwsKind>> more) {
        more.apply(clients, codec).forEach(kind -> kinds.put(kind.kind(), kind));
        return this;
    }

    /** Makes what it knows of these, each after what it refers to. */
    void createAll(Collection<ResourceSpec> specs) {
        List<ResourceSpec> left = new ArrayList<>(specs);
        left.removeIf(spec -> !kinds.containsKey(spec.slot().kind()) || made.containsKey(spec.slot()));
        while (!left.isEmpty()) {
            List<ResourceSpec> next = left.stream()
                    .filter(spec -> made.keySet().containsAll(referred(spec)))
                    .toList();
            assertThat(next).as("something that can be made of %s", left).isNotEmpty();
            next.forEach(this::create);
            left.removeAll(next);
        }
    }

    private static List<Slot> referred(ResourceSpec spec) {
        return spec.fields().values().stream()
                .flatMap(value -> value.parts().stream())
                .filter(Value.Reference.class::isInstance)
                .map(part -> ((Value.Reference) part).slot())
                .toList();
    }

    PlainOperation operation() {
        return new PlainOperation(wire::pass);
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

    AwsKind kind(Slot slot) {
        return Objects.requireNonNull(kinds.get(slot.kind()));
    }

    TaggedResources writes(Slot slot) {
        return new TaggedResources(kind(slot), codec);
    }

    Resource create(ResourceSpec spec) {
        Resource resource = writes(spec.slot()).create(wanted(spec), operation());
        made.put(spec.slot(), resource);
        return resource;
    }

    Resource update(Resource found, ResourceSpec spec) {
        Resource resource = writes(spec.slot()).update(found, inPlaceOf(spec, found), operation());
        made.put(spec.slot(), resource);
        return resource;
    }

    void delete(Resource resource) {
        writes(resource.slot()).delete(resource, operation());
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

    /** Takes over what another session made. */
    PlaceSession knowing(PlaceSession other) {
        made.putAll(other.made);
        return this;
    }

    Wanted wanted(ResourceSpec spec) {
        SortedMap<String, Resolved> values = new TreeMap<>();
        SortedMap<String, String> digests = new TreeMap<>();
        spec.fields().forEach((field, value) -> {
            values.put(field, resolved(value));
            digests.put(field, digest(value.toString(), 10));
        });
        Fingerprint fingerprint = new Fingerprint(1, digests);
        return wanted(spec, digest(fingerprint.encoded(), 8), fingerprint, values);
    }

    private Wanted inPlaceOf(ResourceSpec spec, Resource found) {
        Wanted fresh = wanted(spec);
        return wanted(spec, found.edition(), fresh.labelled().fingerprint().orElseThrow(), fresh.values());
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
        String name = "nk-" + scope.toString().replace('/', '-') + "-"
                + spec.slot().kind() + "-" + spec.slot().name() + "-" + edition;
        return new Wanted(spec, edition, name, labelled, codec.encode(labelled), values);
    }

    private Resolved resolved(Value value) {
        StringBuilder text = new StringBuilder();
        boolean isSecret = false;
        for (Value part : value.parts()) {
            if (part instanceof Value.Literal literal) {
                text.append(literal.text());
            } else if (part instanceof Value.Secret hidden) {
                isSecret = true;
                text.append(hidden.value().reveal());
            } else if (part instanceof Value.Reference reference) {
                text.append(Objects.requireNonNull(made.get(reference.slot()), reference.toString())
                        .facts()
                        .get(reference.fact()));
            }
        }
        return isSecret ? Resolved.secret(text.toString()) : Resolved.plain(text.toString());
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
