package dev.nanokit.aws.lab.permissions;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The policies in the documentation allow what the provider's code calls, and no more. */
final class PolicyTest {

    private static final Path FOLDER = Path.of("..", "docs", "aws-policy");
    private static final String SERVICES = "software.amazon.awssdk.services.";
    private static final Set<String> CALLED = called();

    /** With {@code -Dnanokit.write-policies=true} the files are written first. */
    @ParameterizedTest
    @MethodSource("policies")
    void the_files_are_what_the_table_says(Policy policy) throws IOException {
        Path file = FOLDER.resolve(policy.name() + ".json");
        if (Boolean.getBoolean("nanokit.write-policies")) {
            Files.createDirectories(FOLDER);
            Files.writeString(file, policy.text());
        }
        assertThat(file)
                .as("write it by: mvn -pl nanokit-provider-aws -am test -Dtest=PolicyTest"
                        + " -Dnanokit.write-policies=true -Dsurefire.failIfNoSpecifiedTests=false")
                .hasContent(policy.text());
    }

    @ParameterizedTest
    @MethodSource("policies")
    void each_is_short_enough_for_a_managed_policy(Policy policy) {
        assertThat(policy.text().replaceAll("\\s", "").length()).isLessThanOrEqualTo(Policy.LIMIT);
    }

    @ParameterizedTest
    @MethodSource("policies")
    void no_statement_is_named_twice(Policy policy) {
        assertThat(policy.grants()).extracting(Grant::id).doesNotHaveDuplicates();
    }

    @Test
    void there_is_no_file_beside_those() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(NeededPermissions.POLICIES.stream()
                            .map(policy -> policy.name() + ".json")
                            .toList());
        }
    }

    @Test
    void each_operation_that_the_code_calls_is_allowed() {
        assertThat(CALLED).hasSizeGreaterThan(100).allSatisfy(action -> assertThat(NeededPermissions.allow(action))
                .as(
                        "%s is called and no policy allows it: give it a line in %s",
                        action, NeededPermissions.class.getName())
                .isTrue());
    }

    @Test
    void what_is_allowed_is_called_or_has_a_source_that_tells_who_does() {
        assertThat(NeededPermissions.all())
                .allSatisfy(need -> assertThat(need.isCalled())
                        .as(
                                "%s is %s: %s",
                                need.action(),
                                need.isCalled() ? "never called" : "called",
                                "see its line in " + NeededPermissions.class.getName())
                        .isEqualTo(CALLED.contains(need.action()) && need.isCalled()))
                .filteredOn(need -> !need.isCalled())
                .allSatisfy(need -> assertThat(need.source()).startsWith("https://docs.aws.amazon.com/"));
    }

    static Stream<Policy> policies() {
        return NeededPermissions.POLICIES.stream();
    }

    /** {@return actions of all operations that stand in the provider's code, without a look at the SDK's own} */
    private static Set<String> called() {
        ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("dev.nanokit.aws").stream()
                        .flatMap(PolicyTest::accesses)
                        .filter(PolicyTest::isOperation)
                        .map(access ->
                                Actions.method(lastOf(access.getTargetOwner().getPackageName()), access.getName()))
                        .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<JavaAccess<?>> accesses(JavaClass type) {
        return type.getAccessesFromSelf().stream();
    }

    private static boolean isOperation(JavaAccess<?> access) {
        String owner = access.getTargetOwner().getName();
        return owner.startsWith(SERVICES)
                && owner.endsWith("Client")
                && !Set.of("builder", "close").contains(access.getName());
    }

    private static String lastOf(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
