package dev.nanokit.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/**
 * What is compiled against the JUnit that users may still have works on the newest one too: its own tests, from their
 * sources, say so here once more.
 */
@Timeout(300)
final class OnTheNewestJunitTest {

    private static final Path TESTS = root().resolve("nanokit-testkit/src/test");

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("nanokit-testkit"))) {
            folder = Objects.requireNonNull(folder.getParent(), "the project's folder was not found");
        }
        return folder;
    }

    @Test
    void this_is_the_newest_junit() {
        assertThat(Test.class.getPackage().getImplementationVersion()).startsWith("6.");
    }

    @Test
    void extensions_and_assertions_pass_their_tests_on_it(@TempDir Path classes) throws Exception {
        List<Path> sources = sources();
        compile(sources, classes);
        URL[] added = {
            classes.toUri().toURL(), TESTS.resolve("resources").toUri().toURL()
        };
        Thread here = Thread.currentThread();
        ClassLoader before = here.getContextClassLoader();
        try (URLClassLoader loader = new URLClassLoader(added, before)) {
            here.setContextClassLoader(loader);
            TestExecutionSummary summary = run(sources, loader);
            assertThat(summary.getFailures().stream()
                            .map(one -> one.getTestIdentifier().getDisplayName() + ": " + one.getException()))
                    .isEmpty();
            assertThat(summary.getTestsSucceededCount()).isGreaterThan(25);
        } finally {
            here.setContextClassLoader(before);
        }
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(TESTS.resolve("java"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> {
                        String folder = file.getName(file.getNameCount() - 2).toString();
                        return folder.equals("junit") || folder.equals("assertj");
                    })
                    .sorted()
                    .toList();
        }
    }

    private static void compile(List<Path> sources, Path classes) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(found, Locale.ROOT, null)) {
            List<String> options = List.of(
                    "-proc:none", "-d", classes.toString(), "-classpath", System.getProperty("java.class.path"));
            boolean isCompiled = compiler.getTask(
                            new StringWriter(), files, found, options, null, files.getJavaFileObjectsFromPaths(sources))
                    .call();
            assertThat(isCompiled).as("%s", found.getDiagnostics()).isTrue();
        }
    }

    private static TestExecutionSummary run(List<Path> sources, ClassLoader loader) throws ClassNotFoundException {
        LauncherDiscoveryRequestBuilder request = LauncherDiscoveryRequestBuilder.request();
        Path folder = TESTS.resolve("java");
        for (Path source : sources) {
            String name = folder.relativize(source).toString().replaceAll("[/\\\\]", ".");
            if (name.endsWith("Test.java")) {
                request.selectors(
                        DiscoverySelectors.selectClass(loader.loadClass(name.substring(0, name.length() - 5))));
            }
        }
        LauncherConfig alone = LauncherConfig.builder()
                .enableLauncherSessionListenerAutoRegistration(false)
                .enableTestExecutionListenerAutoRegistration(false)
                .build();
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherDiscoveryRequest all = request.build();
        LauncherFactory.create(alone).execute(all, listener);
        return listener.getSummary();
    }
}
