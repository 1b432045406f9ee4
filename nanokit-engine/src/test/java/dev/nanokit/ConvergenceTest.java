package dev.nanokit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nanokit.testkit.FakeProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever stood before, {@code up} ends where a fresh {@code up} of the same file ends, and then has nothing to change. */
final class ConvergenceTest {

    private static final int TRANSITIONS = 150;
    private static final int FILES_IN_A_ROW = 3;

    @ParameterizedTest
    @EnumSource
    void every_file_is_reached_from_every_other(Fakes kind) {
        for (int seed = 0; seed < TRANSITIONS; seed++) {
            Random random = new Random(seed);
            FakeProvider fake = kind.make();
            List<String> files = new ArrayList<>();
            for (int number = 0; number < FILES_IN_A_ROW; number++) {
                files.add(file(random, kind));
                Nanokit.load(files.get(number)).provider(fake).deleteAllData().up();
            }
            String last = files.get(files.size() - 1);
            FakeProvider fresh = kind.make();
            Nanokit.load(last).provider(fresh).up();
            String way =
                    "seed " + seed + "\n" + String.join("\n---\n", files) + "\n" + String.join("\n", fake.journal());
            assertThat(world(kind, fake)).as(way).isEqualTo(world(kind, fresh));
            assertThat(Nanokit.load(last).provider(fake).plan().isEmpty())
                    .as(way)
                    .isTrue();
        }
    }

    /** What was changed in place keeps the edition that it was created with. */
    private static String world(Fakes kind, FakeProvider fake) {
        String inPlace = kind == Fakes.INSTANCES ? "(route/\\w+)@[0-9a-f]{8}" : "(.*)@[0-9a-f]{8}";
        return fake.dump().replaceAll(inPlace, "$1");
    }

    /**
     * Up to five services, each depending only on earlier ones, with ports that move about between them. Not where services
     * are changed in place, nor to what a rolling holder depends on: a port cannot move so without a gap, and is refused.
     */
    private static String file(Random random, Fakes kind) {
        StringBuilder yaml = new StringBuilder("name: shop\nservices:\n");
        List<String> earlier = new ArrayList<>();
        List<String> withPort = new ArrayList<>();
        List<Integer> ports = new ArrayList<>(kind == Fakes.INSTANCES ? List.of(8001, 8002, 8003) : List.of());
        boolean hasDatabase = random.nextBoolean();
        for (String name : List.of("a", "b", "c", "d", "e")) {
            if (random.nextInt(4) == 0 && !(name.equals("e") && earlier.isEmpty())) {
                continue;
            }
            yaml.append("  ")
                    .append(name)
                    .append(":\n    image: ")
                    .append(name)
                    .append(':')
                    .append(random.nextInt(2));
            boolean fixed = !ports.isEmpty() && random.nextInt(3) == 0;
            boolean rolling = !fixed && random.nextBoolean();
            if (fixed) {
                yaml.append("\n    port: ").append(ports.remove(random.nextInt(ports.size())));
            } else {
                yaml.append("\n    expose: 80\n    instances: ").append(random.nextInt(4));
            }
            yaml.append(rolling ? "\n    updateStrategy: rolling" : "");
            yaml.append(random.nextBoolean() ? "\n    host: " + name + ".localhost" : "");
            yaml.append(random.nextInt(3) == 0 ? "\n    env: { COLOR: '" + random.nextInt(2) + "' }" : "");
            List<String> needs = new ArrayList<>(earlier);
            needs.removeIf(one -> random.nextInt(3) > 0 || (rolling && withPort.contains(one)));
            if (hasDatabase && random.nextBoolean()) {
                needs.add("main");
            }
            yaml.append(needs.isEmpty() ? "" : "\n    depends_on: " + needs).append('\n');
            earlier.add(name);
            if (fixed) {
                withPort.add(name);
            }
        }
        if (hasDatabase) {
            yaml.append("databases:\n  main: { engine: postgres, version: '").append(15 + random.nextInt(2));
            yaml.append("', rootPassword: secret }\n");
        }
        return yaml.toString();
    }
}
