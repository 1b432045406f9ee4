package dev.nanokit.testkit.junit;

import dev.nanokit.provider.RunKind;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives each test a platform in memory, and an engine on it, as parameters of the test, of {@code @BeforeEach} and of
 * {@code @AfterEach}:
 *
 * <pre>{@code
 * @NanokitTest
 * class ReleaseTest {
 *     @Test
 *     void comes_up(FakeProvider fake, TestEngine engine) {
 *         engine.load(yaml).up();
 *         assertThat(fake).runs("web", 2);
 *     }
 * }
 * }</pre>
 *
 * <p>After each test it sees that nothing is left behind on what it gave, see {@link Leftover}, and fails the test if something is. To a test
 * that has failed by itself it adds what happened and what stands. Tests may run in parallel: none sees another's platform.
 *
 * <p>On a method it wins over the one on its class, as a whole; a nested class has that of the class around it.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
@ExtendWith(FakeExtension.class)
public @interface NanokitTest {

    /** {@return what the platform runs, where no parameter says otherwise by {@link Runs}} */
    RunKind runs() default RunKind.INSTANCES;

    /** {@return what a test may leave behind; for tests that cut a run off, for instance} */
    Leftover[] mayLeave() default {};
}
