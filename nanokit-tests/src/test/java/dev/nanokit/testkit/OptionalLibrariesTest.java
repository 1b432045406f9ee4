package dev.nanokit.testkit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.nanokit.Nanokit;
import dev.nanokit.testkit.assertj.NanokitAssertions;
import dev.nanokit.testkit.junit.TestEngine;
import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who uses a part of the testkit needs the libraries of that part only. */
public final class OptionalLibrariesTest {

    private static final String FILE = "name: shop\nservices:\n  api: { image: 'api:1', expose: 80 }\n";

    private static final JavaClasses TESTKIT = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.nanokit.testkit");

    /** Knows the fake alone. */
    public static final class Plain implements Callable<String> {

        /** Made by another class loader. */
        public Plain() {}

        @Override
        public String call() {
            FakeProvider fake = FakeProvider.instances();
            Nanokit.load(FILE).provider(fake).up();
            return fake.dump();
        }
    }

    /** Knows the assertions, and no JUnit. */
    public static final class Asserting implements Callable<String> {

        /** Made by another class loader. */
        public Asserting() {}

        @Override
        public String call() {
            TestEngine engine = TestEngine.on(FakeProvider.instances());
            engine.load(FILE).up();
            NanokitAssertions.assertThat(engine).followTheGrammar().endedWell();
            NanokitAssertions.assertThat(engine.platform()).runs("api", 1);
            NanokitAssertions.assertThat(engine.load(FILE).plan()).isEmpty();
            return engine.text();
        }
    }

    private static String call(Class<? extends Callable<String>> application, String... without) throws Exception {
        List<URL> classPath = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            boolean isThere = Stream.of(without)
                    .noneMatch(
                            library -> Path.of(entry).getFileName().toString().startsWith(library));
            if (isThere) {
                classPath.add(Path.of(entry).toUri().toURL());
            }
        }
        try (URLClassLoader loader =
                new URLClassLoader(classPath.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            assertThatThrownBy(() -> loader.loadClass("org.junit.jupiter.api.Test"))
                    .isInstanceOf(ClassNotFoundException.class);
            Callable<?> made = (Callable<?>) loader.loadClass(application.getName())
                    .getDeclaredConstructor()
                    .newInstance();
            assertThat(made.getClass().getClassLoader()).isSameAs(loader);
            return String.valueOf(made.call());
        }
    }

    @Test
    void the_fake_needs_neither_junit_nor_assertj() throws Exception {
        assertThat(call(Plain.class, "junit-", "opentest4j", "apiguardian", "assertj-"))
                .contains("instance/api.1@");
        assertThat(TESTKIT).hasSizeGreaterThan(30);
        noClasses()
                .that()
                .resideInAPackage("dev.nanokit.testkit")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.junit..",
                        "org.opentest4j..",
                        "org.assertj..",
                        "dev.nanokit.testkit.assertj..",
                        "dev.nanokit.testkit.junit..")
                .check(TESTKIT);
    }

    @Test
    void the_assertions_need_no_junit() throws Exception {
        assertThat(call(Asserting.class, "junit-", "opentest4j", "apiguardian"))
                .contains("What stands:\n  instance/api.1@");
        noClasses()
                .that()
                .resideInAPackage("dev.nanokit.testkit.assertj..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.junit..", "org.opentest4j..")
                .check(TESTKIT);
    }

    @Test
    void the_extensions_need_no_assertj() {
        noClasses()
                .that()
                .resideInAPackage("dev.nanokit.testkit.junit..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.assertj..", "dev.nanokit.testkit.assertj..")
                .check(TESTKIT);
    }

    @Test
    void few_classes_are_public() {
        assertThat(publicIn("dev.nanokit.testkit.assertj"))
                .containsExactly(
                        "DeploymentAssert",
                        "EventsAssert",
                        "NanokitAssertions",
                        "PlanAssert",
                        "StatusAssert",
                        "WorldAssert");
        assertThat(publicIn("dev.nanokit.testkit.junit"))
                .containsExactly(
                        "AsDeclared",
                        "Endpoint",
                        "Leftover",
                        "Lifetime",
                        "NanokitStack",
                        "NanokitTest",
                        "Runs",
                        "StackSetup",
                        "TestEngine",
                        "Transcript");
    }

    private static List<String> publicIn(String name) {
        return TESTKIT.stream()
                .filter(type -> type.getPackageName().equals(name))
                .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                .map(JavaClass::getSimpleName)
                .sorted()
                .toList();
    }
}
