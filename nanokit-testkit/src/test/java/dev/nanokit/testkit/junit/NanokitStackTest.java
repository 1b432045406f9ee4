package dev.nanokit.testkit.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nanokit.Deployment;
import dev.nanokit.Nanokit;
import dev.nanokit.Stack;
import dev.nanokit.event.NanokitEvent;
import dev.nanokit.failure.ProviderException;
import dev.nanokit.failure.RolloutFailedException;
import dev.nanokit.provider.Scope;
import dev.nanokit.testkit.Behaviour;
import dev.nanokit.testkit.FakeProvider;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** How long a stack stands, and who is given it. */
@Timeout(120)
final class NanokitStackTest {

    private static final AtomicReference<FakeProvider> FAKE = new AtomicReference<>();
    private static final List<String> VERBS = new CopyOnWriteArrayList<>();
    private static final Set<Scope> SCOPES = ConcurrentHashMap.newKeySet();

    @BeforeEach
    void fresh() {
        FAKE.set(FakeProvider.instances());
        forget();
    }

    private static void forget() {
        VERBS.clear();
        SCOPES.clear();
    }

    static final class OnTheFake implements StackSetup {
        @Override
        public Nanokit prepare(Nanokit kit) {
            return kit.provider(FAKE.get()).listener(event -> {
                if (event instanceof NanokitEvent.RunStarted started) {
                    VERBS.add(started.verb());
                } else if (event instanceof NanokitEvent.PlanMade made) {
                    SCOPES.add(made.plan().scope());
                }
            });
        }
    }

    @NanokitStack(file = "classpath:stack/shop.yml", setup = OnTheFake.class)
    static final class OfOneClass {

        OfOneClass(@Endpoint("web") URI web) {
            assertThat(web).hasHost("web.localhost");
        }

        @BeforeAll
        static void stands(Stack stack) {
            assertThat(stack.status().isReady()).isTrue();
        }

        @Test
        void one(Deployment shop, @Endpoint("web") URI web) {
            assertThat(shop.endpoint("web")).isEqualTo(web);
            assertThat(FAKE.get().request("web")).contains("web:1");
        }

        @Test
        void two(Stack stack) {
            assertThat(stack.plan().isEmpty()).isTrue();
        }

        @Nested
        final class Inside {
            @Test
            void three(Deployment shop) {
                assertThat(shop.status().isReady()).isTrue();
            }
        }
    }

    @Test
    void of_a_class_it_stands_from_its_first_test_to_its_last_nested_ones_among_them() {
        Launched launched = Launched.one_by_one(OfOneClass.class);
        assertThat(launched.failures()).isEmpty();
        assertThat(launched.tests()).isEqualTo(3);
        assertThat(VERBS).containsOnlyOnce("up", "down").startsWith("up").endsWith("down");
        assertThat(FAKE.get().dump()).isBlank();
    }

    @NanokitStack(file = "../nanokit-testkit/src/test/resources/stack/shop.yml", setup = OnTheFake.class)
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static final class OfAnotherClass {
        private final Stack stack;

        OfAnotherClass(Stack stack) {
            this.stack = stack;
        }

        @Test
        void one() {
            assertThat(stack.status().isReady()).isTrue();
        }
    }

    @Test
    void each_class_has_its_own() {
        Launched launched = Launched.side_by_side(OfOneClass.class, OfAnotherClass.class);
        assertThat(launched.failures()).isEmpty();
        assertThat(SCOPES).hasSize(2);
        assertThat(VERBS.stream().filter(verb -> verb.equals("down"))).hasSize(2);
        assertThat(FAKE.get().dump()).as("the gateway goes with the last one").isBlank();
    }

    @NanokitStack(file = "classpath:stack/shop.yml", lifetime = Lifetime.RUN, setup = OnTheFake.class)
    @Retention(RetentionPolicy.RUNTIME)
    @interface TheShop {}

    static class Shared {
        @Test
        void one(Stack stack) {
            assertThat(stack.status().isReady()).isTrue();
        }

        @Test
        void two(Deployment shop) {
            assertThat(shop.status().isReady()).isTrue();
        }
    }

    @TheShop
    static final class SharedA extends Shared {}

    @TheShop
    static final class SharedB extends Shared {}

    @TheShop
    static final class SharedC extends Shared {}

    @TheShop
    static final class SharedD extends Shared {}

    private static final Class<?>[] SHARED = {SharedA.class, SharedB.class, SharedC.class, SharedD.class};

    @Test
    void of_a_run_it_is_brought_up_once_however_many_classes_begin_at_once_and_closed_once() {
        for (int again = 0; again < 10; again++) {
            fresh();
            Launched launched = Launched.side_by_side(SHARED);
            assertThat(launched.failures()).isEmpty();
            assertThat(launched.tests()).isEqualTo(8);
            assertThat(VERBS).containsOnlyOnce("up", "down").endsWith("down");
            assertThat(SCOPES).hasSize(1);
            assertThat(FAKE.get().dump()).isBlank();
        }
    }

    @SuppressWarnings("deprecation") // in later versions of JUnit
    static final class Counted implements ExtensionContext.Store.CloseableResource, AutoCloseable {
        private final AtomicInteger closes = new AtomicInteger();

        @Override
        public void close() {
            closes.incrementAndGet();
        }
    }

    static final class Keeps implements BeforeAllCallback {
        static final Counted OF_RUN = new Counted();
        static final Counted OF_CLASS = new Counted();

        @Override
        public void beforeAll(ExtensionContext context) {
            ExtensionContext.Namespace here = ExtensionContext.Namespace.create(Keeps.class);
            context.getRoot().getStore(here).getOrComputeIfAbsent("it", any -> OF_RUN);
            context.getStore(here).put("mine", OF_CLASS);
        }
    }

    @ExtendWith(Keeps.class)
    static final class Keeping {
        @Test
        void nothing() {
            assertThat(Keeps.OF_RUN.closes).hasValue(0);
        }
    }

    /** On which {@link SharedStack} builds: the older JUnit knows one of its interfaces, the newer one both. */
    @Test
    void junit_closes_what_is_closeable_by_both_its_words_exactly_once() {
        assertThat(Launched.one_by_one(Keeping.class).failures()).isEmpty();
        assertThat(Keeps.OF_RUN.closes).hasValue(1);
        assertThat(Keeps.OF_CLASS.closes).hasValue(1);
    }

    @NanokitStack(file = "classpath:stack/shop.yml", lifetime = Lifetime.REUSED, setup = OnTheFake.class)
    static final class Reused {
        @Test
        void stands(Deployment shop) {
            assertThat(shop.status().isReady()).isTrue();
        }
    }

    @Test
    void what_is_reused_stands_at_the_end_and_is_found_by_the_next_run() {
        assertThat(Launched.one_by_one(Reused.class).failures()).isEmpty();
        assertThat(VERBS).doesNotContain("down");
        assertThat(SCOPES).singleElement().satisfies(scope -> assertThat(scope.toString())
                .matches("shop/reused-[a-z0-9]*-[0-9a-f]{8}/local"));
        List<String> journal = FAKE.get().journal();
        assertThat(FAKE.get().request("web")).contains("web:1");
        forget();
        assertThat(Launched.one_by_one(Reused.class).failures()).isEmpty();
        assertThat(VERBS).contains("up").doesNotContain("down");
        assertThat(FAKE.get().journal()).isEqualTo(journal);
        FAKE.get().kill("instance/web.1");
        assertThat(Launched.one_by_one(Reused.class).failures()).isEmpty();
        assertThat(FAKE.get().journal()).hasSizeGreaterThan(journal.size());
        assertThat(FAKE.get().request("web")).contains("web:1");
    }

    @Test
    void a_stack_that_fails_fails_each_class_once_with_the_report_and_leaves_nothing() {
        FAKE.get().behave("web", Behaviour.exits(Duration.ofSeconds(1), 3, "no config"));
        Launched launched = Launched.side_by_side(SHARED);
        assertThat(launched.tests()).isZero();
        assertThat(launched.failures()).hasSize(4).doesNotHaveDuplicates().allSatisfy(failure -> assertThat(failure)
                .hasMessageStartingWith("the stack of shop.yml could not be brought up:\n")
                .hasMessageContaining("no config")
                .hasMessageContaining("shop.yml:4"));
        assertThat(VERBS).containsOnlyOnce("up", "down");
        assertThat(FAKE.get().dump()).isBlank();
        forget();
        assertThat(Launched.one_by_one(OfOneClass.class).failures()).hasSize(1);
    }

    @Test
    void a_stack_that_cannot_be_taken_down_fails_its_class_or_the_run() {
        FAKE.get().fail("delete volume/v", ProviderException.Kind.FAILED, 100);
        for (Class<?> sample : List.of(OfAnotherClass.class, SharedA.class)) {
            assertThat(Launched.one_by_one(sample).failure())
                    .hasStackTraceContaining(RolloutFailedException.class.getName() + ": delete volume/v@");
        }
    }

    @NanokitStack(file = "classpath:stack/none.yml")
    static final class WithoutFile extends Shared {}

    @NanokitStack(file = "none.yml", provider = "none")
    static final class WithoutPath extends Shared {}

    @NanokitStack(file = "classpath:stack/shop.yml", provider = "none", environment = "local")
    static final class WithoutProvider extends Shared {}

    @Test
    void what_is_not_there_is_named() {
        assertThat(Launched.one_by_one(WithoutFile.class).failure())
                .hasMessageContaining("there is no stack/none.yml on the class path")
                .hasMessageContaining(WithoutFile.class.getName());
        assertThat(Launched.one_by_one(WithoutPath.class).failure()).hasMessageContaining("none.yml");
        assertThat(Launched.one_by_one(WithoutProvider.class).failure())
                .hasMessageContaining("the stack of shop.yml could not be brought up:\n")
                .hasMessageContaining("none");
    }
}
