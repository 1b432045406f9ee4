package dev.nanokit.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.DocumentationTool;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything public says what it is for. */
final class DocumentationTest {

    /** A compact constructor has the components of its record, which are told of there; a private field is nobody's. */
    private static final String TOLD_ELSEWHERE = "\\s*(public \\w+ \\{|private .*)";

    @Test
    void every_public_element_is_documented(@TempDir Path out) throws IOException {
        DocumentationTool tool = ToolProvider.getSystemDocumentationTool();
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        List<Path> sources = Sources.main().stream()
                .filter(file -> !file.toString().contains("samples"))
                .toList();
        try (StandardJavaFileManager files = tool.getStandardFileManager(found, Locale.ROOT, null)) {
            List<String> options = List.of(
                    "-Xdoclint:missing",
                    "-Xmaxwarns",
                    "10000",
                    "-quiet",
                    "-d",
                    out.toString(),
                    "-classpath",
                    System.getProperty("java.class.path"));
            tool.getTask(new StringWriter(), files, found, null, options, files.getJavaFileObjectsFromPaths(sources))
                    .call();
        }
        List<String> missing = new ArrayList<>();
        for (Diagnostic<? extends JavaFileObject> one : found.getDiagnostics()) {
            if (one.getSource() != null && one.getLineNumber() > 0) {
                Path file = Path.of(one.getSource().toUri());
                String line = Files.readAllLines(file).get((int) one.getLineNumber() - 1);
                if (!line.matches(TOLD_ELSEWHERE)) {
                    missing.add(file.getFileName() + ":" + one.getLineNumber() + ": " + one.getMessage(Locale.ROOT));
                }
            }
        }
        assertThat(found.getDiagnostics()).as("the tool looked").isNotEmpty();
        assertThat(missing).isEmpty();
    }
}
