package dev.nanokit.testkit.junit;

import dev.nanokit.provider.RunKind;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says which kind of platform a parameter of a {@link NanokitTest} is, or is the engine of, so that one test can have both:
 *
 * <pre>{@code
 * @Test
 * void the_same_on_both(@Runs(INSTANCES) TestEngine laptop, @Runs(SERVICES) TestEngine cloud) { ... }
 * }</pre>
 */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface Runs {

    /** {@return what the platform runs} */
    RunKind value();
}
