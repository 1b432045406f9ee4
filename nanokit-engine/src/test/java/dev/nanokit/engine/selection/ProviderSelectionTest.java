package dev.nanokit.engine.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nanokit.Nanokit;
import dev.nanokit.failure.ProviderSelectionException;
import dev.nanokit.provider.Provider;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ProviderSelectionTest {

    @Test
    void without_any_provider_the_dependency_to_add_is_named() {
        assertThatThrownBy(() -> new ProviderSelection(declaring("")).choose(Optional.empty()))
                .isInstanceOfSatisfying(ProviderSelectionException.class, e -> assertThat(e.code())
                        .isEqualTo("provider.none"))
                .hasMessageContaining("dev.nanokit:nanokit-provider-docker");
    }

    @Test
    void an_unknown_one_is_an_error_that_lists_what_is_there() {
        assertThatThrownBy(() -> new ProviderSelection(declaring(Red.class.getName())).choose(Optional.of("mars")))
                .isInstanceOfSatisfying(ProviderSelectionException.class, e -> assertThat(e.code())
                        .isEqualTo("provider.unknown"))
                .hasMessageContaining("'mars'")
                .hasMessageContaining("red (" + Red.class.getName());
    }

    @Test
    void a_single_one_needs_no_name_and_several_do() {
        assertThat(new ProviderSelection(declaring(Red.class.getName()))
                        .choose(Optional.empty())
                        .id())
                .isEqualTo("red");
        String both = Red.class.getName() + "\n" + Blue.class.getName();
        assertThatThrownBy(() -> new ProviderSelection(declaring(both)).choose(Optional.empty()))
                .isInstanceOfSatisfying(ProviderSelectionException.class, e -> assertThat(e.code())
                        .isEqualTo("provider.several"))
                .hasMessageContaining("blue")
                .hasMessageContaining("red")
                .hasMessageContaining("infra.provider");
        assertThat(new ProviderSelection(declaring(both))
                        .choose(Optional.of("blue"))
                        .id())
                .isEqualTo("blue");
    }

    @Test
    void a_broken_one_is_named_only_where_it_would_be_the_choice() {
        String both = "dev.nanokit.NoSuchProvider\n" + Red.class.getName();
        assertThat(new ProviderSelection(declaring(both))
                        .choose(Optional.of("red"))
                        .id())
                .isEqualTo("red");
        assertThatThrownBy(() -> new ProviderSelection(declaring(both)).choose(Optional.of("mars")))
                .isInstanceOfSatisfying(ProviderSelectionException.class, e -> assertThat(e.code())
                        .isEqualTo("provider.broken"))
                .hasMessageContaining("dev.nanokit.NoSuchProvider");
    }

    @Test
    void one_of_another_age_is_an_error() {
        assertThatThrownBy(() -> new ProviderSelection(declaring(Old.class.getName())).choose(Optional.empty()))
                .isInstanceOfSatisfying(ProviderSelectionException.class, e -> assertThat(e.code())
                        .isEqualTo("provider.incompatible"));
        assertThatThrownBy(() -> Nanokit.load("name: p\nservices: {a: {image: i}}\n")
                        .provider(new Old())
                        .up())
                .isInstanceOf(ProviderSelectionException.class);
    }

    @Test
    void the_file_names_one_and_the_caller_another() {
        String yaml = "name: p\ninfra: {provider: mars}\nservices: {a: {image: i}}\n";
        assertThatThrownBy(() -> Nanokit.load(yaml).up()).hasMessageContaining("'mars'");
        assertThatThrownBy(() -> Nanokit.load(yaml).provider("venus").up()).hasMessageContaining("'venus'");
    }

    /** A class loader with a services file of its own. */
    private static ClassLoader declaring(String names) {
        return new ClassLoader(ProviderSelectionTest.class.getClassLoader()) {
            @Override
            public Enumeration<URL> getResources(String name) throws java.io.IOException {
                return name.equals("META-INF/services/" + Provider.class.getName())
                        ? Collections.enumeration(Collections.singleton(url(names)))
                        : super.getResources(name);
            }
        };
    }

    private static URL url(String content) throws java.io.IOException {
        return new URL(null, "memory:services", new URLStreamHandler() {
            @Override
            protected URLConnection openConnection(URL url) {
                return new URLConnection(url) {
                    @Override
                    public void connect() {}

                    @Override
                    public InputStream getInputStream() {
                        return new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8));
                    }
                };
            }
        });
    }
}
