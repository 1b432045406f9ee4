package dev.nanokit.aws;

import dev.nanokit.failure.ProviderException;
import dev.nanokit.provider.FieldChange;
import dev.nanokit.provider.Fingerprint;
import dev.nanokit.provider.LabelCodec;
import dev.nanokit.provider.Labelled;
import dev.nanokit.provider.Operation;
import dev.nanokit.provider.PlatformId;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.ResourceBuilder;
import dev.nanokit.provider.ResourceManagement;
import dev.nanokit.provider.Wanted;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Writes things of one kind by the rules that hold for all: nothing is touched but what carries our tags, and a
 * fingerprint never runs ahead: what takes several calls is tagged without one first, and gets it last.
 */
final class TaggedResources implements ResourceManagement {

    private final AwsKind kind;
    private final LabelCodec codec;

    TaggedResources(AwsKind kind, LabelCodec codec) {
        this.kind = kind;
        this.codec = codec;
    }

    @Override
    public Resource create(Wanted wanted, Operation operation) {
        Optional<Found> there = kind.named(wanted);
        if (there.isPresent()) {
            return finish(there.get(), wanted, operation);
        }
        boolean whole = kind.isMadeInOneCall();
        Found made = kind.make(wanted, tags(wanted, whole ? wanted.labelled() : unfinished(wanted)), operation);
        return whole ? resource(made, wanted.labelled()) : complete(made.differingIn(Set.of()), wanted, operation);
    }

    /** What has our name is ours and equal, or ours and was cut short; all else is an error. */
    private Resource finish(Found there, Wanted wanted, Operation operation) {
        Labelled found = codec.decode(AwsTags.labels(there.tags()))
                .filter(labels -> labels.scope().equals(wanted.labelled().scope()))
                .orElseThrow(() -> new ProviderException(
                        ProviderException.Kind.OWNERSHIP,
                        "tried to create " + wanted.name() + ", but something that is not ours has that name ("
                                + there.id() + "). Remove or rename it",
                        null));
        boolean sameSlot = found.slot().equals(wanted.slot());
        if (sameSlot
                && found.fingerprint().equals(wanted.labelled().fingerprint())
                && found.bound().equals(wanted.labelled().bound())) {
            return resource(there, found);
        }
        if (sameSlot && found.fingerprint().isEmpty() && found.edition().equals(wanted.edition())) {
            return complete(there, wanted, operation);
        }
        throw new ProviderException(
                ProviderException.Kind.CONFLICT,
                "tried to create " + wanted.name() + ", but one of ours that is different has that name by now",
                null);
    }

    private Resource complete(Found there, Wanted wanted, Operation operation) {
        operation.checkpoint();
        Found changed = kind.change(there, wanted, operation);
        operation.checkpoint();
        Map<String, String> tags = new TreeMap<>(tags(wanted, wanted.labelled()));
        tags.putAll(kind.tagsOf(changed));
        kind.tag(changed, tags);
        return resource(changed.withTags(tags), wanted.labelled());
    }

    @Override
    public Resource update(Resource found, Wanted wanted, Operation operation) {
        Found now = kind.again(found.id())
                .orElseThrow(() -> new ProviderException(
                        ProviderException.Kind.NOT_FOUND, found.name() + " is gone, and cannot be changed", null));
        Optional<Fingerprint> recorded = requireSame(found, now).fingerprint();
        if (recorded.isPresent() && wanted.labelled().fingerprint().isPresent()) {
            now = now.differingIn(
                    recorded.get().changesTo(wanted.labelled().fingerprint().get()).stream()
                            .map(FieldChange::field)
                            .collect(Collectors.toSet()));
        }
        Map<String, String> begun = tags(wanted, unfinished(wanted));
        boolean isBegun = now.tags().entrySet().containsAll(begun.entrySet());
        if (!isBegun) {
            kind.tag(now, begun);
        }
        return complete(now.withTags(begun), wanted, operation);
    }

    @Override
    public void delete(Resource found, Operation operation) {
        Optional<Found> now = kind.again(found.id());
        if (now.isEmpty()) {
            return;
        }
        requireSame(found, now.get());
        try {
            kind.remove(now.get(), found, operation);
        } catch (ProviderException e) {
            if (e.kind() != ProviderException.Kind.NOT_FOUND) {
                throw e;
            }
        }
    }

    /** Checks, just before something is changed or deleted, that it is still what was found. */
    Labelled requireSame(Resource found, Found now) {
        return codec.decode(AwsTags.labels(now.tags()))
                .filter(labels ->
                        labels.slot().equals(found.slot()) && labels.edition().equals(found.edition()))
                .orElseThrow(() -> new ProviderException(
                        ProviderException.Kind.OWNERSHIP,
                        found.name() + " no longer carries our tags for " + found.slot() + "; it is left alone",
                        null));
    }

    private static Labelled unfinished(Wanted wanted) {
        return wanted.labelled().unfinished();
    }

    Map<String, String> tags(Wanted wanted, Labelled labelled) {
        return AwsTags.of(labelled.scope(), wanted.name(), codec.encode(labelled));
    }

    static Resource resource(Found found, Labelled labels) {
        ResourceBuilder resource = Resource.builder(new PlatformId(found.id()), labels)
                .name(found.name())
                .state(found.state())
                .fact("id", found.id())
                .fact("name", found.name());
        found.facts().forEach(resource::fact);
        return resource.build();
    }
}
