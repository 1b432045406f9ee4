package dev.nanokit.testkit.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Brings a real stack up before the tests of a class, and gives it to them as parameters of type {@link dev.nanokit.Stack}
 * and {@link dev.nanokit.Deployment}, and of type {@link java.net.URI} with {@link Endpoint}:
 *
 * <pre>{@code
 * @NanokitStack(provider = "docker", lifetime = Lifetime.RUN)
 * class CheckoutIT {
 *     @Test
 *     void sells(@Endpoint("web") URI web) { ... }
 * }
 * }</pre>
 *
 * <p>The tests begin when everything is ready. If it cannot be brought up, the class fails, once, with the report. Classes
 * may run in parallel; parameters may be those of constructors, tests and lifecycle methods. To share a stack among classes,
 * put the annotation on an annotation of your own.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
@ExtendWith(StackExtension.class)
public @interface NanokitStack {

    /** {@return a file, from the folder in which the tests run; or {@code classpath:shop.yml} for one among the test resources} */
    String file() default "nanokit.yml";

    /** {@return the environment; empty for the one that the file chooses} */
    String environment() default "";

    /** {@return id of the provider; empty for the one that the file chooses} */
    String provider() default "";

    /** {@return how long it stands} */
    Lifetime lifetime() default Lifetime.CLASS;

    /** {@return what prepares it further} */
    Class<? extends StackSetup> setup() default StackSetup.AsDeclared.class;
}
