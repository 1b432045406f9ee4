package dev.nanokit.aws;

import dev.nanokit.aws.lab.AwsLab;
import dev.nanokit.failure.ProviderException;
import dev.nanokit.model.Name;
import dev.nanokit.model.SettingsNode;
import dev.nanokit.provider.Fingerprint;
import dev.nanokit.provider.Inventory;
import dev.nanokit.provider.LabelCodec;
import dev.nanokit.provider.Labelled;
import dev.nanokit.provider.Operation;
import dev.nanokit.provider.ProviderContext;
import dev.nanokit.provider.Resolved;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.ResourceSpec;
import dev.nanokit.provider.Scope;
import dev.nanokit.provider.Slot;
import dev.nanokit.provider.Trait;
import dev.nanokit.provider.Wanted;
import dev.nanokit.testkit.FakeProvider;
import dev.nanokit.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** A scope on an AWS of its own, with the network that storage stands in, and sessions that come one after the other. */
final class StorageSite implements AutoCloseable {

    static final String EDITION = "0a1b2c3d";

    private static final Instant NOW = Instant.parse("2025-11-25T10:20:30Z");
    private static final int MOST_PAUSES = 200;

    final StorageStage stage = new StorageStage();
    final AwsLab lab;
    final List<String> reports = new ArrayList<>();
    private final Scope scope;
    private final TimeSource time = FakeProvider.services().time().orElseThrow();
    private final TimeSource.Registration here;
    private final List<AwsSession> sessions = new ArrayList<>();
    private final Map<String, String> ground = new TreeMap<>();

    StorageSite(String environment) {
        here = time.enter();
        lab = new AwsLab(time).before(stage);
        scope = new Scope(Name.of("shop"), Optional.empty(), Name.of(environment));
        String vpc = create("vpc/main", Map.of("cidr", "10.0.0.0/16")).id().value();
        ground.put("<vpc>", vpc);
        for (int zone = 1; zone <= 3; zone++) {
            Map<String, String> subnet =
                    Map.of("vpc", vpc, "cidr", "10.0." + zone + ".0/24", "zone", "" + zone, "public", "false");
            ground.put(
                    "<subnet-" + zone + ">",
                    create("subnet/private-" + zone, subnet).id().value());
        }
        ground.put(
                "<other-group>",
                create("security-group/databases", Map.of("vpc", vpc)).id().value());
        ground.put(
                "<group>",
                create("security-group/files", Map.of("vpc", vpc)).id().value());
    }

    /** {@return fields, with what stands between angle brackets filled in} */
    Map<String, String> filled(Map<String, String> fields) {
        Map<String, String> filled = new TreeMap<>(fields);
        filled.replaceAll((field, text) -> ground.getOrDefault(text, text));
        return filled;
    }

    AwsSession session() {
        AwsSession session = new AwsSession(
                new AwsClients(OnLabTime.connection(lab), AwsLab.REGION),
                AwsSettings.of(SettingsNode.empty()),
                new ProviderContext() {
                    @Override
                    public Instant now() {
                        return NOW;
                    }

                    @Override
                    public LabelCodec labels() {
                        return new LabelCodec();
                    }
                });
        sessions.add(session);
        return session;
    }

    Wanted wanted(String slot, Map<String, String> fields) {
        Slot place = Slot.parse(slot);
        SortedMap<String, Resolved> values = new TreeMap<>();
        SortedMap<String, String> digests = new TreeMap<>();
        filled(fields).forEach((field, text) -> {
            values.put(field, field.equals("password") ? Resolved.secret(text) : Resolved.plain(text));
            digests.put(field, Integer.toHexString(text.hashCode()));
        });
        ResourceSpec spec = ResourceSpec.builder(place).trait(Trait.HOLDS_DATA).build();
        Labelled labelled = new Labelled(
                scope,
                place,
                EDITION,
                Optional.of(new Fingerprint(1, digests)),
                Map.of(),
                Set.of(),
                2,
                spec.traits(),
                List.of());
        String name = "nk-shop-" + place.name() + "-" + EDITION;
        return new Wanted(spec, EDITION, name, labelled, new LabelCodec().encode(labelled), values);
    }

    Resource create(String slot, Map<String, String> fields) {
        return create(wanted(slot, fields));
    }

    Resource create(Wanted wanted) {
        return session().resources(wanted.slot().kind()).create(wanted, operation());
    }

    Resource update(Resource found, Wanted wanted) {
        return session().resources(wanted.slot().kind()).update(found, wanted, operation());
    }

    void delete(Resource found) {
        session().resources(found.slot().kind()).delete(found, operation());
    }

    /** {@return what another session finds in a slot} */
    List<Resource> found(String slot) {
        Inventory inventory = session().discovery().discover(scope);
        return inventory.resources().stream()
                .filter(one -> one.slot().equals(Slot.parse(slot)))
                .toList();
    }

    Operation operation() {
        return new Operation() {
            private int pauses;

            @Override
            public Instant deadline() {
                return NOW.plusSeconds(60);
            }

            @Override
            public String token() {
                return "token";
            }

            @Override
            public void pause(Duration length) {
                if (++pauses > MOST_PAUSES) {
                    throw new ProviderException(ProviderException.Kind.FAILED, "gave up", null);
                }
            }

            @Override
            public void checkpoint() {}

            @Override
            public void report(String progress) {
                reports.add(progress);
            }
        };
    }

    @Override
    public void close() {
        sessions.forEach(AwsSession::close);
        here.close();
        lab.close();
    }
}
