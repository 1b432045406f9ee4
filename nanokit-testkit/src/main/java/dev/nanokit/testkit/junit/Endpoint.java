package dev.nanokit.testkit.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Asks for the public address of a service of the {@link NanokitStack}; on a parameter of type {@link java.net.URI}. */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface Endpoint {

    /** {@return the service's name, see {@link dev.nanokit.Deployment#endpoint}} */
    String value();
}
