package dev.nanokit.testkit.junit;

import dev.nanokit.Nanokit;
import dev.nanokit.Stack;
import dev.nanokit.model.Name;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import org.junit.platform.commons.support.ReflectionSupport;

/**
 * What a stack is made of: equal ones are the same stack. Immutable and thread-safe.
 *
 * @param file where the file is
 * @param environment its name, or empty
 * @param provider its id, or empty
 * @param lifetime how long it stands
 * @param setup what prepares it
 * @param owner for what lives as long as a class, the class; else this package's own
 */
record StackRecipe(
        URI file,
        String environment,
        String provider,
        Lifetime lifetime,
        Class<? extends StackSetup> setup,
        Class<?> owner) {

    private static final String CLASS_PATH = "classpath:";
    private static final Duration LONGEST = Duration.ofHours(6);
    private static final Duration OTHERS_RUN = Duration.ofMinutes(10);
    private static final int LONGEST_NAME = 63;
    private static final int LONGEST_USER = 20;

    static StackRecipe of(NanokitStack wish, Class<?> annotated) {
        return new StackRecipe(
                address(wish.file(), annotated),
                wish.environment(),
                wish.provider(),
                wish.lifetime(),
                wish.setup(),
                wish.lifetime() == Lifetime.CLASS ? annotated : StackRecipe.class);
    }

    private static URI address(String file, Class<?> annotated) {
        if (!file.startsWith(CLASS_PATH)) {
            return Path.of(file).toAbsolutePath().normalize().toUri();
        }
        String name = file.substring(CLASS_PATH.length());
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        ClassLoader loader = context == null ? annotated.getClassLoader() : context;
        URL found = loader.getResource(name.startsWith("/") ? name.substring(1) : name);
        if (found == null) {
            throw new IllegalArgumentException("there is no " + name + " on the class path, which @NanokitStack on "
                    + annotated.getName() + " names");
        }
        try {
            return found.toURI();
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(found + " is no address", e);
        }
    }

    /** Connects. What stands only for a while has its name from now on. */
    Stack open() {
        Nanokit kit = isFile() ? Nanokit.load(Path.of(file)) : Nanokit.load(file);
        kit = environment.isEmpty() ? kit : kit.environment(environment);
        kit = provider.isEmpty() ? kit : kit.provider(provider);
        if (lifetime == Lifetime.REUSED) {
            kit = kit.options(options -> options.waitForLease(OTHERS_RUN));
        }
        kit = ReflectionSupport.newInstance(setup).prepare(kit);
        return lifetime == Lifetime.REUSED
                ? kit.override("component: '" + component(kit) + "'").open()
                : kit.ephemeral(LONGEST).open();
    }

    private boolean isFile() {
        return "file".equals(file.getScheme());
    }

    /** {@return the share of the project that is this stack: the same in each run by this user} */
    private String component(Nanokit kit) {
        String user =
                System.getProperty("user.name", "").toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
        String mine = "reused-" + user.substring(0, Math.min(LONGEST_USER, user.length())) + "-"
                + digest(file + " " + provider + " " + setup.getName());
        String own = kit.validate().component().map(Name::value).orElse("");
        int room = LONGEST_NAME - mine.length() - 1;
        return own.isEmpty() ? mine : own.substring(0, Math.min(room, own.length())) + "-" + mine;
    }

    private static String digest(String text) {
        try {
            byte[] bytes = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(bytes, 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** {@return what it is in a message, for instance {@code the stack of nanokit.yml}} */
    @Override
    public String toString() {
        String path = String.valueOf(file);
        return "the stack of " + path.substring(path.lastIndexOf('/') + 1);
    }
}
