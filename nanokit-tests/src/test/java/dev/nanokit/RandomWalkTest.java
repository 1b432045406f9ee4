package dev.nanokit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nanokit.event.NanokitEvent;
import dev.nanokit.failure.ProviderException;
import dev.nanokit.run.OnFailure;
import dev.nanokit.testkit.Behaviour;
import dev.nanokit.testkit.FakeProvider;
import dev.nanokit.testkit.assertj.NanokitAssertions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Verbs in random order, with faults, deaths and bad versions among them, on files that chance wrote: no event is missing,
 * no data is lost without leave, and in the end {@code up} converges and nothing is left. A seed that fails can be walked
 * again by {@code -Dnanokit.seed=N -Dnanokit.walks=1}.
 */
@Timeout(300)
@SuppressWarnings("EnumOrdinal")
final class RandomWalkTest {

    @Test
    void whatever_happens_on_the_way_up_ends_where_it_should() {
        long first = Long.getLong("nanokit.seed", 1);
        int count = Integer.getInteger("nanokit.walks", 150);
        List<String> bad = new ArrayList<>();
        for (long seed = first; seed < first + count; seed++) {
            String trouble = walk(seed);
            if (!trouble.isEmpty()) {
                bad.add("seed " + seed + ": " + trouble);
                if (bad.size() > 6) {
                    break;
                }
            }
        }
        assertThat(bad).as(String.join("\n=====\n", bad)).isEmpty();
    }

    private static String walk(long seed) {
        java.util.Random random = new java.util.Random(seed);
        Fakes kind = Fakes.values()[random.nextInt(2)];
        FakeProvider fake = kind.make();
        StringBuilder story = new StringBuilder(kind + "\n");
        String file = GeneratedFile.of(random, kind).text();
        try {
            for (int round = 0; round < 5; round++) {
                if (random.nextInt(2) == 0) {
                    file = GeneratedFile.of(random, kind).text();
                }
                String now = file;
                if (random.nextInt(3) == 0) {
                    String name = List.of("a", "b", "c", "d", "e").get(random.nextInt(5));
                    now = file.replace("image: " + name + ":0", "image: " + name + ":bad")
                            .replace("image: " + name + ":1", "image: " + name + ":bad");
                    fake.behave(
                            name + ":bad",
                            random.nextBoolean() ? Behaviour.neverReady() : Behaviour.exits(Duration.ofMillis(200), 1));
                }
                boolean leave = random.nextInt(4) == 0;
                boolean back = random.nextInt(3) == 0;
                boolean stop = random.nextInt(3) == 0;
                List<NanokitEvent> heard = new CopyOnWriteArrayList<>();
                Nanokit kit = Nanokit.load(now)
                        .provider(fake)
                        .listener(heard::add)
                        .options(o -> {
                            var all = o.waitForLease(Duration.ofMinutes(2));
                            all = leave ? all.deleteAllData() : all;
                            all = back ? all.returnOnFailure() : all;
                            return stop ? all.onFailure(OnFailure.STOP) : all;
                        });
                if (random.nextInt(3) == 0) {
                    fake.cutAfter(random.nextInt(20));
                } else if (random.nextInt(3) == 0) {
                    fake.fail(
                            List.of(
                                            "create",
                                            "start",
                                            "stop",
                                            "delete",
                                            "switch",
                                            "update",
                                            "create instance/a",
                                            "delete network")
                                    .get(random.nextInt(8)),
                            ProviderException.Kind.values()[random.nextInt(ProviderException.Kind.values().length)],
                            1 + random.nextInt(2));
                }
                String name = List.of("a", "b", "c", "d", "e", "main").get(random.nextInt(6));
                int verb = random.nextInt(10);
                Set<String> data = data(fake);
                story.append("--- verb " + verb + " " + name + " leave " + leave + " back " + back + " stop " + stop
                        + "\n" + now);
                try {
                    switch (verb) {
                        case 0 -> kit.up(name);
                        case 1 -> kit.restart(name);
                        case 2 -> kit.stop();
                        case 3 -> kit.start();
                        case 4 -> kit.scale(name, random.nextInt(4));
                        case 5 -> kit.down();
                        case 6 -> kit.drift();
                        default -> kit.up();
                    }
                    story.append("    fine\n");
                } catch (dev.nanokit.failure.NanokitException | dev.nanokit.testkit.ConnectionCutException e) {
                    story.append("    "
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse("") + "\n");
                }
                fake.repair();
                if (!heard.isEmpty()) {
                    NanokitAssertions.assertThat(heard).followTheGrammar();
                }
                if (!leave && !data(fake).containsAll(data)) {
                    return story + "DATA LOST " + data + "\n" + fake.dump();
                }
            }
            fake.elapse(Duration.ofMinutes(2));
            String before = fake.dump();
            Nanokit.load(file).provider(fake).deleteAllData().up();
            DeploymentPlan plan = Nanokit.load(file).provider(fake).plan();
            if (!plan.isEmpty()) {
                return story + before + "NOT EMPTY\n" + file + plan.text();
            }
            FakeProvider straight = kind.make();
            Nanokit.load(file).provider(straight).up();
            if (!world(fake).equals(world(straight))) {
                return story + before + "OTHER WORLD\n" + file + world(fake) + "instead of\n" + world(straight);
            }
            Nanokit.load(file).provider(fake).deleteAllData().down();
            return fake.dump().isBlank() ? "" : story + "LEFT " + fake.dump();
        } catch (RuntimeException | Error e) {
            java.io.StringWriter w = new java.io.StringWriter();
            e.printStackTrace(new java.io.PrintWriter(w));
            return story
                    + fake.dump()
                    + file
                    + w.toString().lines().limit(25).collect(java.util.stream.Collectors.joining("\n"));
        }
    }

    private static Set<String> data(FakeProvider fake) {
        return fake.dump()
                .lines()
                .filter(line -> line.startsWith("volume/") || line.startsWith("database/"))
                .map(line -> line.replaceAll(" .*", ""))
                .collect(java.util.stream.Collectors.toSet());
    }

    private static String world(FakeProvider fake) {
        return fake.dump().replaceAll("@[0-9a-f]{8}", "").replaceAll("job/\\w+\\.(?:prestart|install).*\n", "");
    }
}
