package dev.nanokit.aws;

import dev.nanokit.Nanokit;
import dev.nanokit.model.Project;
import dev.nanokit.provider.Blueprint;
import dev.nanokit.provider.Fingerprint;
import dev.nanokit.provider.LabelCodec;
import dev.nanokit.provider.Labelled;
import dev.nanokit.provider.Resolved;
import dev.nanokit.provider.ResourceSpec;
import dev.nanokit.provider.Scope;
import dev.nanokit.provider.Slot;
import dev.nanokit.provider.Value;
import dev.nanokit.provider.Wanted;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A file and what is designed of it, with every reference led to a text that names it: {@code <cluster/main name>}. */
final class Designed {

    static final String REGION = "eu-west-1";

    private final Project project;
    private final Blueprint blueprint;

    Designed(String yaml) {
        this(yaml, "local");
    }

    Designed(String yaml, String environment) {
        this.project = Nanokit.load(yaml).environment(environment).validate();
        AwsSettings settings = AwsSettings.of(project.infra().settings());
        Surrounding around = settings.vpc().isPresent()
                ? new Surrounding(REGION, List.of("subnet-a", "subnet-b"), List.of("subnet-c", "subnet-d"))
                : new Surrounding(REGION, List.of(), List.of());
        this.blueprint = new AwsDesign(project, settings, around).design();
    }

    Blueprint blueprint() {
        return blueprint;
    }

    List<String> slots() {
        return blueprint.resources().stream()
                .map(spec -> spec.slot().toString())
                .sorted()
                .toList();
    }

    ResourceSpec spec(String slot) {
        return blueprint.resources().stream()
                .filter(spec -> spec.slot().equals(Slot.parse(slot)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + slot + " among " + slots()));
    }

    /** {@return the fields of a spec as text; secrets as three stars} */
    Map<String, String> fields(String slot) {
        Map<String, String> fields = new TreeMap<>();
        wanted(slot).values().forEach((field, value) -> fields.put(field, value.toString()));
        return fields;
    }

    /** {@return what the findings say} */
    List<String> findings() {
        return blueprint.findings().stream()
                .map(finding -> finding.kind() + " " + finding.problem().text())
                .toList();
    }

    Wanted wanted(String slot) {
        ResourceSpec spec = spec(slot);
        SortedMap<String, Resolved> values = new TreeMap<>();
        spec.fields().forEach((field, value) -> values.put(field, resolved(value)));
        Labelled labelled = new Labelled(
                Scope.of(project),
                spec.slot(),
                "0a1b2c3d",
                Optional.of(new Fingerprint(1, new TreeMap<>(Map.of("field", "digest")))),
                Map.of(),
                spec.claims(),
                1,
                spec.traits(),
                spec.handling().prestop());
        String name = "nk-" + spec.slot().toString().replace('/', '-') + "-0a1b2c3d";
        return new Wanted(spec, "0a1b2c3d", name, labelled, new LabelCodec().encode(labelled), values);
    }

    private static Resolved resolved(Value value) {
        StringBuilder text = new StringBuilder();
        boolean isSecret = false;
        for (Value part : value.parts()) {
            if (part instanceof Value.Literal literal) {
                text.append(literal.text());
            } else if (part instanceof Value.Secret secret) {
                isSecret = true;
                text.append(secret.value().reveal());
            } else if (part instanceof Value.Reference reference) {
                text.append(
                        reference.fact().equals(SecretPointer.FACT)
                                ? "arn:" + reference.slot() + "##v1"
                                : "<" + reference.slot() + " " + reference.fact() + ">");
            }
        }
        return isSecret ? Resolved.secret(text.toString()) : Resolved.plain(text.toString());
    }
}
