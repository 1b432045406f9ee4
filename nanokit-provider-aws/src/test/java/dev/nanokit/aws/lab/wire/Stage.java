package dev.nanokit.aws.lab.wire;

/** One station on a request's way to moto: may answer by itself, refuse, or change what passes. */
@FunctionalInterface
public interface Stage {

    /**
     * Answers a request.
     *
     * @param request what a client asks
     * @param next the rest of the way
     * @return the answer
     */
    ApiResponse answer(ApiRequest request, Next next);

    /** The rest of the way. */
    @FunctionalInterface
    interface Next {

        /**
         * Goes on.
         *
         * @param request what is asked from here on
         * @return the answer
         */
        ApiResponse answer(ApiRequest request);
    }
}
