package dev.nanokit.testkit.junit;

/** Not a failure: what a failed test is shown with, attached to its failure. Immutable. */
final class WhatHappened extends RuntimeException {

    private static final long serialVersionUID = 1L;

    WhatHappened(String text) {
        super("until then\n" + text, null, false, false);
    }
}
