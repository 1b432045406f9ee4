package dev.nanokit.testkit.junit;

/** Why the tests of a class could not begin. */
final class StackDownException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StackDownException(StackRecipe recipe, Throwable cause) {
        super(recipe + " could not be brought up:\n" + cause.getMessage(), cause);
    }
}
