package dev.nanokit.engine.planning;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nanokit.model.SourcePosition;
import dev.nanokit.plan.Step;
import dev.nanokit.provider.Scope;
import java.util.Locale;

/** Writes a plan for tools. */
final class PlanJson {

    private static final int FORMAT = 1;

    /** The same on every system: its own line ends would make another text of the same plan. */
    private static final ObjectWriter WRITER =
            new ObjectMapper().writer(new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")));

    private PlanJson() {}

    static String of(WorkPlan plan) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("format", FORMAT);
        scope(root.putObject("scope"), plan.scope());
        root.put("empty", plan.isEmpty());
        ArrayNode steps = root.putArray("steps");
        plan.works().forEach(work -> step(steps.addObject(), work));
        ArrayNode notes = root.putArray("notes");
        plan.findings().forEach(finding -> {
            ObjectNode note = notes.addObject();
            note.put("code", finding.problem().code());
            note.put("key", finding.problem().key());
            note.put("message", finding.problem().message());
            at(note, finding.problem().position());
        });
        ArrayNode kept = root.putArray("kept");
        plan.kept().forEach(slot -> kept.add(slot.toString()));
        try {
            return WRITER.writeValueAsString(root);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of texts and numbers can always be written", e);
        }
    }

    private static void scope(ObjectNode node, Scope scope) {
        node.put("project", scope.project().value());
        scope.component().ifPresent(component -> node.put("component", component.value()));
        node.put("environment", scope.environment().value());
    }

    private static void step(ObjectNode node, Work work) {
        Step step = work.step();
        node.put("id", step.id());
        node.put("action", step.action().name().toLowerCase(Locale.ROOT));
        node.put("change", step.action().isChange());
        node.put("slot", step.slot().toString());
        node.put("edition", step.edition());
        node.put("cause", step.cause());
        ArrayNode changes = node.putArray("changes");
        step.changes().forEach(change -> {
            ObjectNode field = changes.addObject();
            field.put("field", change.field());
            field.put("kind", change.kind().name().toLowerCase(Locale.ROOT));
            change.wanted().ifPresent(value -> field.put("wanted", value));
        });
        ArrayNode needs = node.putArray("needs");
        step.needs().forEach(needs::add);
        work.position().ifPresent(position -> at(node, position));
    }

    private static void at(ObjectNode node, SourcePosition position) {
        ObjectNode at = node.putObject("at");
        at.put("source", position.source());
        at.put("line", position.line());
        at.put("column", position.column());
    }
}
