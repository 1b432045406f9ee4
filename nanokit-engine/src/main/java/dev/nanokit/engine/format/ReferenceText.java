package dev.nanokit.engine.format;

import java.util.LinkedHashMap;
import java.util.Map;

/** The format as tables, for the reference in our docs. */
final class ReferenceText {

    private final StringBuilder text = new StringBuilder();
    private final Map<String, Form.Fields> waiting = new LinkedHashMap<>();

    private ReferenceText() {}

    static String of(Form.Fields file) {
        ReferenceText reference = new ReferenceText();
        reference.table("Top level", file, "");
        while (!reference.waiting.isEmpty()) {
            Map.Entry<String, Form.Fields> next =
                    reference.waiting.entrySet().iterator().next();
            reference.waiting.remove(next.getKey());
            reference.table("`" + next.getKey() + "`", next.getValue(), next.getKey() + ".");
        }
        return reference.text.toString();
    }

    private void table(String title, Form.Fields fields, String prefix) {
        text.append("## ").append(title).append("\n\n| key | form | default | meaning |\n| --- | --- | --- | --- |\n");
        for (Form.Entry entry : fields.entries()) {
            text.append("| `")
                    .append(entry.name())
                    .append("` | ")
                    .append(entry.form().words())
                    .append(" | ")
                    .append(entry.isRequired() ? "required" : entry.standard())
                    .append(" | ")
                    .append(entry.description())
                    .append(" |\n");
            if (!entry.name().equals("environments") || !prefix.isEmpty()) {
                below(prefix + entry.name(), entry.form());
            }
        }
        text.append('\n');
    }

    private void below(String path, Form form) {
        if (form instanceof Form.Fields fields) {
            waiting.put(path, fields);
        } else if (form instanceof Form.Open open) {
            waiting.put(path, open.known());
        } else if (form instanceof Form.Named named) {
            waiting.put(path + ".<name>", named.each());
        } else if (form instanceof Form.Either either) {
            either.forms().forEach(one -> below(path, one));
        }
    }
}
