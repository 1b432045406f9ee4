package dev.nanokit.tests;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.nanokit.provider.GatewayManagement;
import dev.nanokit.provider.Jobs;
import dev.nanokit.provider.Leases;
import dev.nanokit.provider.Operation;
import dev.nanokit.provider.Programs;
import dev.nanokit.provider.Provider;
import dev.nanokit.provider.ProviderContext;
import dev.nanokit.provider.ProviderSession;
import dev.nanokit.provider.ResourceManagement;
import dev.nanokit.provider.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The arrows between the modules, and what the house does without. */
final class ArchitectureTest {

    private static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.nanokit");

    private static final String[] API = {
        "dev.nanokit.build..",
        "dev.nanokit.metadata..",
        "dev.nanokit.model..",
        "dev.nanokit.provider..",
        "dev.nanokit.plan..",
        "dev.nanokit.event..",
        "dev.nanokit.failure..",
        "dev.nanokit.run..",
        "dev.nanokit.time.."
    };

    private static final String[] PROVIDERS = {
        "dev.nanokit.docker..", "dev.nanokit.aws..", "dev.nanokit.testkit", "dev.nanokit.sample.process.."
    };

    @Test
    void the_api_knows_nothing_but_itself() {
        assertThat(ALL.that(resideInAnyPackage(API))).hasSizeGreaterThan(50);
        classes()
                .that()
                .resideInAnyPackage(API)
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(API).or(resideInAnyPackage("java..", "org.jspecify..")))
                .check(ALL);
    }

    @Test
    void the_engine_knows_no_platform() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.nanokit", "dev.nanokit.engine..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(Stream.concat(
                                Stream.of(PROVIDERS),
                                Stream.of("com.github.dockerjava..", "software.amazon..", "com.google.."))
                        .toArray(String[]::new))
                .check(ALL);
    }

    /** It is given no object that could. */
    @Test
    void planning_has_no_way_to_write() {
        noClasses()
                .that()
                .resideInAPackage("dev.nanokit.engine.planning..")
                .or()
                .haveFullyQualifiedName("dev.nanokit.engine.command.View")
                .or()
                .haveFullyQualifiedName("dev.nanokit.engine.command.PlanCommand")
                .should()
                .dependOnClassesThat(assignableTo(ProviderSession.class)
                        .or(assignableTo(ResourceManagement.class))
                        .or(assignableTo(GatewayManagement.class))
                        .or(assignableTo(Leases.class))
                        .or(assignableTo(Jobs.class))
                        .or(assignableTo(Programs.class))
                        .or(assignableTo(Operation.class))
                        .or(resideInAnyPackage("dev.nanokit.engine.execution..", "dev.nanokit.engine.lease..")))
                .orShould()
                .callMethod(Provider.class, "connect", Settings.class, ProviderContext.class)
                .check(ALL);
    }

    @Test
    void providers_know_the_api_and_not_the_engine() {
        assertThat(ALL.that(resideInAnyPackage(PROVIDERS))).hasSizeGreaterThan(30);
        noClasses()
                .that()
                .resideInAnyPackage(PROVIDERS)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.nanokit", "dev.nanokit.engine..")
                .check(ALL);
    }

    @Test
    void packages_of_the_engine_have_no_circles() {
        slices().matching("dev.nanokit.engine.(*)..").should().beFreeOfCycles().check(ALL);
        slices().matching("dev.nanokit.(*)..")
                .should()
                .beFreeOfCycles()
                .check(ALL.that(not(
                        resideInAnyPackage("dev.nanokit.provider..", "dev.nanokit.plan..", "dev.nanokit.event.."))));
    }

    @Test
    void the_docker_sdk_is_known_to_few() {
        classes()
                .that()
                .resideInAPackage("dev.nanokit.docker..")
                .and()
                .haveSimpleNameNotStartingWith("Sdk")
                .and()
                .haveNameNotMatching(
                        ".*\\.(DockerCalls|DockerFailures|EngineConnection|EventFeed|StreamCallback|StreamText)(\\$.*)?")
                .should()
                .onlyDependOnClassesThat(not(resideInAPackage("com.github.dockerjava..")))
                .check(ALL);
    }

    /** What a project becomes on AWS, and what is done about a difference, is said without any word of the SDK. */
    @Test
    void the_aws_sdk_is_not_known_to_what_is_pure() {
        classes()
                .that()
                .resideInAPackage("dev.nanokit.aws..")
                .and()
                .haveNameMatching(
                        ".*(Design|Foundations|Settings|Assessment|Slots|Surrounding|FargateSize|SecretPointer"
                                + "|AwsTags|TaggedResources|AwsKind|Found)")
                .and()
                .doNotHaveSimpleName("EcsLiveSettings")
                .should()
                .onlyDependOnClassesThat(not(resideInAPackage("software.amazon..")))
                .check(ALL);
    }

    @Test
    void time_and_threads_come_from_one_place() {
        JavaClasses judged = ALL.that(not(resideInAnyPackage("dev.nanokit.engine.thread..", "dev.nanokit.sample.."))
                .and(not(JavaClass.Predicates.type(dev.nanokit.ConsoleProgress.class))));
        noClasses().should().callMethod(Thread.class, "sleep", long.class).check(judged);
        noClasses().should().callMethod(System.class, "nanoTime").check(judged);
        noClasses().should().callMethod(System.class, "currentTimeMillis").check(judged);
        noClasses().should().callMethod(Instant.class, "now").check(judged);
        noClasses().should().callMethod(Clock.class, "systemUTC").check(judged);
        noClasses()
                .that()
                .resideInAnyPackage("dev.nanokit.docker..", "dev.nanokit.aws..", "dev.nanokit.sample.process..")
                .and()
                .doNotHaveSimpleName("GatewayMain")
                .and()
                .doNotHaveSimpleName("AwsDiscovery") // its threads ask AWS and end with the look; none waits for a time
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.concurrent.Executors")
                .check(ALL);
    }

    @Test
    void nothing_prints_but_samples() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.nanokit.sample..")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(Throwable.class, "printStackTrace")
                .check(ALL);
    }

    @Test
    void nothing_static_changes() {
        fields().that().areStatic().should().beFinal().check(ALL);
    }

    @Test
    void names_say_what_a_class_is() {
        noClasses()
                .should()
                .haveNameMatching(".*(Util|Utils|Helper|Manager|Impl|Handler|Processor|Info|Data|Base|Common)")
                .check(ALL);
    }

    @Test
    void few_classes_are_public() {
        assertThat(publicIn("dev.nanokit.docker")).containsExactly("DockerImageBuilder", "DockerProvider");
        assertThat(publicIn("dev.nanokit.aws")).containsExactly("AwsProvider");
        assertThat(publicIn("dev.nanokit.testkit"))
                .containsExactly(
                        "Behaviour", "ConnectionCutException", "FakeAnswer", "FakeProvider", "FakeService", "Faults");
        assertThat(publicIn("dev.nanokit.sample.process")).containsExactly("ProcessProvider");
    }

    private static List<String> publicIn(String name) {
        return ALL.that(resideInAPackage(name)).stream()
                .filter(type -> type.getModifiers().contains(com.tngtech.archunit.core.domain.JavaModifier.PUBLIC))
                .map(JavaClass::getSimpleName)
                .sorted()
                .toList();
    }

    @Test
    void no_class_is_longer_than_400_lines() throws IOException {
        List<Path> sources = Sources.main();
        assertThat(sources).hasSizeGreaterThan(150);
        for (Path source : sources) {
            assertThat(Files.readAllLines(source)).as("%s", source).hasSizeLessThanOrEqualTo(400);
        }
    }
}
