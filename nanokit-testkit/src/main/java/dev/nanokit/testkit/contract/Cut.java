package dev.nanokit.testkit.contract;

import java.util.function.Supplier;

/** Ends a run as its program's death does: from some write on nothing reaches the platform, and nothing comes back. */
final class Cut implements Interceptor {

    /** What becomes of the write at which the line is cut. */
    enum Write {
        /** The platform never hears of it. */
        LOST,
        /** The platform carries it out. */
        DONE
    }

    private final Write last;
    private int left; // guarded by this
    private boolean isCut; // guarded by this

    Cut(int writes, Write last) {
        this.left = writes;
        this.last = last;
    }

    @Override
    public <T> T around(Call call, Supplier<T> body) {
        boolean isLast = call.writes() && isLast();
        if (!isLast || last == Write.LOST) {
            requireLine();
        }
        T result = body.get();
        requireLine();
        return result;
    }

    private synchronized boolean isLast() {
        if (isCut) {
            return false;
        }
        isCut = left == 0;
        left--;
        return isCut;
    }

    private synchronized void requireLine() {
        if (isCut) {
            throw new LineCutException();
        }
    }

    /** No program would hear it: the line is cut. */
    static final class LineCutException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        LineCutException() {
            super("the line is cut, as the contract wants");
        }
    }
}
