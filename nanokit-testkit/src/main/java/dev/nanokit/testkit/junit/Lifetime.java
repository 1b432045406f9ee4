package dev.nanokit.testkit.junit;

/** How long a stack of {@link NanokitStack} stands. The set may grow. */
public enum Lifetime {

    /**
     * From before the first test of the class to after the last one, nested classes among them, in a scope of its own. Each
     * class has a fresh one; at the end everything is deleted, data too.
     */
    CLASS,

    /**
     * From the first class that asks for it to the end of the JUnit run, in a scope of its own; classes that ask for the
     * same share it, also when they run in parallel. At the end everything is deleted, data too. Build tools begin a JUnit
     * run for each process they start; Maven, where it is told to have several at once ({@code forkCount}), for each class.
     */
    RUN,

    /**
     * Beyond the run: the next one finds it and only changes what differs, so that it begins in moments. Data stays too.
     * One for each file, setup and user of the machine; nothing ends it but {@code down()} or the platform's own means.
     */
    REUSED
}
