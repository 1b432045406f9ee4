package dev.nanokit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nanokit.failure.InvalidSpecException;
import dev.nanokit.testkit.FakeProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whatever stood before, {@code up} ends where a fresh {@code up} of the same file ends, and then has nothing to change. A
 * way that does not is made as small as it gets before it is shown.
 */
final class ConvergenceTest {

    private static final int WAYS = 120;
    private static final int FILES_IN_A_ROW = 4;

    @ParameterizedTest
    @EnumSource
    void every_file_is_reached_from_every_other(Fakes kind) {
        int transitions = 0;
        for (int seed = 0; seed < WAYS; seed++) {
            Random random = new Random(seed);
            List<GeneratedFile> way = new ArrayList<>();
            for (int number = 0; number < FILES_IN_A_ROW; number++) {
                way.add(GeneratedFile.of(random, kind));
            }
            Optional<String> wrong = walk(kind, way);
            if (wrong.isPresent()) {
                throw new AssertionError("seed " + seed + "\n" + story(kind, smallest(kind, way)));
            }
            transitions += way.size() - 1;
        }
        assertThat(transitions).isGreaterThanOrEqualTo(200);
    }

    /** {@return what is wrong after some step of the way, if something is} */
    private static Optional<String> walk(Fakes kind, List<GeneratedFile> way) {
        FakeProvider fake = kind.make();
        for (GeneratedFile file : way) {
            String yaml = file.text();
            try {
                Nanokit.load(yaml).provider(fake).deleteAllData().up();
            } catch (RuntimeException e) {
                return Optional.of("it failed: " + e);
            }
            FakeProvider fresh = kind.make();
            Nanokit.load(yaml).provider(fresh).up();
            String expected = world(kind, fresh);
            String found = world(kind, fake);
            if (!found.equals(expected)) {
                return Optional.of("there is\n" + found + "and should be\n" + expected);
            }
            DeploymentPlan plan = Nanokit.load(yaml).provider(fake).plan();
            if (!plan.isEmpty()) {
                return Optional.of("the plan is not empty:\n" + plan.text());
            }
        }
        return Optional.empty();
    }

    private static List<GeneratedFile> smallest(Fakes kind, List<GeneratedFile> way) {
        for (List<GeneratedFile> smaller : smaller(way)) {
            boolean isReadable = smaller.stream().allMatch(file -> isReadable(file.text()));
            if (isReadable && walk(kind, smaller).isPresent()) {
                return smallest(kind, smaller);
            }
        }
        return way;
    }

    private static boolean isReadable(String yaml) {
        try {
            return Nanokit.load(yaml).validate() != null;
        } catch (InvalidSpecException e) {
            return false;
        }
    }

    private static List<List<GeneratedFile>> smaller(List<GeneratedFile> way) {
        List<List<GeneratedFile>> all = new ArrayList<>();
        for (int place = 0; place < way.size(); place++) {
            if (way.size() > 1) {
                List<GeneratedFile> shorter = new ArrayList<>(way);
                shorter.remove(place);
                all.add(shorter);
            }
            for (GeneratedFile file : way.get(place).smaller()) {
                List<GeneratedFile> changed = new ArrayList<>(way);
                changed.set(place, file);
                all.add(changed);
            }
        }
        return all;
    }

    private static String story(Fakes kind, List<GeneratedFile> way) {
        StringBuilder story = new StringBuilder();
        way.forEach(file -> story.append(file.text()).append("---\n"));
        return story.append(walk(kind, way).orElse("(it went well this time)")).toString();
    }

    /** What was changed in place keeps the edition that it was created with; of a job only its record stands. */
    private static String world(Fakes kind, FakeProvider fake) {
        String inPlace = kind == Fakes.INSTANCES ? "((?:route|job)/[\\w.-]+)@[0-9a-f]{8}" : "(.*)@[0-9a-f]{8}";
        return fake.dump().replaceAll(inPlace, "$1").replaceAll("job/\\w+\\.(?:prestart|install).*\n", "");
    }

    @Test
    void what_is_generated_differs_and_can_be_made_smaller() {
        Random random = new Random(7);
        GeneratedFile one = GeneratedFile.of(random, Fakes.INSTANCES);
        GeneratedFile other = GeneratedFile.of(random, Fakes.INSTANCES);
        assertThat(one.text()).isNotEqualTo(other.text());
        assertThat(one.smaller()).isNotEmpty().allSatisfy(file -> assertThat(
                        file.text().length())
                .isLessThan(one.text().length()));
    }
}
