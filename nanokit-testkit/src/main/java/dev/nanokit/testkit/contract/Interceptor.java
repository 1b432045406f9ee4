package dev.nanokit.testkit.contract;

import java.util.function.Supplier;

/** Stands before every call of a session that reaches the platform. Thread-safe. */
interface Interceptor {

    /**
     * Makes the call, or does something else.
     *
     * @param call which one
     * @param body makes it
     * @return what the caller is told
     */
    <T> T around(Call call, Supplier<T> body);

    /**
     * One call.
     *
     * @param what its name and what it is about
     * @param writes whether it changes what stands; leases do not count
     */
    record Call(String what, boolean writes) {

        static Call read(String what) {
            return new Call(what, false);
        }

        static Call write(String what, Object whom) {
            return new Call(what + " " + whom, true);
        }
    }
}
