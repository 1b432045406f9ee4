package dev.nanokit.observation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nanokit.ConsoleProgress;
import dev.nanokit.Nanokit;
import dev.nanokit.testkit.FakeProvider;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Micrometer is optional. */
public final class WithoutMicrometerTest {

    /** An application that has no Micrometer. */
    public static final class Application implements Callable<String> {

        /** Made by another class loader. */
        public Application() {}

        @Override
        public String call() {
            ByteArrayOutputStream printed = new ByteArrayOutputStream();
            Nanokit.load("name: shop\nservices:\n  api: { image: 'api:1' }\n")
                    .provider(FakeProvider.instances())
                    .listener(new ConsoleProgress(new PrintStream(printed, true, StandardCharsets.UTF_8)))
                    .up();
            return printed.toString(StandardCharsets.UTF_8);
        }
    }

    @Test
    void the_engine_runs_without_it() throws Exception {
        List<URL> classPath = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            if (!entry.contains("micrometer")) {
                classPath.add(Path.of(entry).toUri().toURL());
            }
        }
        try (URLClassLoader loader =
                new URLClassLoader(classPath.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            assertThatThrownBy(() -> loader.loadClass("io.micrometer.observation.Observation"))
                    .isInstanceOf(ClassNotFoundException.class);
            Callable<?> application = (Callable<?>) loader.loadClass(Application.class.getName())
                    .getDeclaredConstructor()
                    .newInstance();
            assertThat(application.getClass().getClassLoader()).isSameAs(loader);
            assertThat(String.valueOf(application.call())).contains("ok create instance/api.1@", "done in");
        }
    }

    @Test
    void only_this_package_refers_to_it() throws Exception {
        Path place = Path.of(Nanokit.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        if (Files.isDirectory(place)) {
            requireOnlyThisPackage(place);
        } else {
            try (FileSystem jar = FileSystems.newFileSystem(place)) {
                requireOnlyThisPackage(jar.getPath("/"));
            }
        }
    }

    private static void requireOnlyThisPackage(Path classes) throws IOException {
        try (Stream<Path> files = Files.walk(classes)) {
            List<String> knowing = files.filter(file -> file.toString().endsWith(".class"))
                    .filter(WithoutMicrometerTest::refersToMicrometer)
                    .map(file ->
                            String.valueOf(classes.relativize(file).getParent()).replace('\\', '/'))
                    .distinct()
                    .toList();
            assertThat(knowing).containsExactly("dev/nanokit/observation");
        }
    }

    private static boolean refersToMicrometer(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains("io/micrometer/");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
