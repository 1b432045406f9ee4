package dev.nanokit.failure;

import org.jspecify.annotations.Nullable;

/** No provider could be chosen: none found, several found and none named, unknown, not loadable, too old or too new. */
public final class ProviderSelectionException extends NanokitException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param code {@code provider.none}, {@code provider.several}, {@code provider.unknown}, {@code provider.broken} or
     *     {@code provider.incompatible}
     * @param message what was found, and the dependency to add
     * @param cause why a provider did not load, if it is that
     */
    public ProviderSelectionException(String code, String message, @Nullable Throwable cause) {
        super(code, message, cause);
    }
}
