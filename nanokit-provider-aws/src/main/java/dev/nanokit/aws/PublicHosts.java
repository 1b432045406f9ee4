package dev.nanokit.aws;

import dev.nanokit.model.Project;
import dev.nanokit.model.Service;
import java.util.List;
import java.util.Set;

/**
 * Which of a project's hosts the world can know, and what follows for them: an entry in a public zone, a certificate, HTTPS.
 * Pure.
 */
final class PublicHosts {

    /** Ends that nobody can register, by https://www.rfc-editor.org/rfc/rfc6761 and by our own use of {@code .stage}. */
    private static final Set<String> PRIVATE =
            Set.of("localhost", "local", "stage", "test", "invalid", "internal", "example", "onion");

    private final Project project;
    private final AwsSettings settings;
    private final List<String> all;

    PublicHosts(Project project, AwsSettings settings) {
        this.project = project;
        this.settings = settings;
        this.all = project.services().values().stream()
                .flatMap(service -> service.hosts().stream())
                .filter(PublicHosts::isPublic)
                .distinct()
                .toList();
    }

    static boolean isPublic(String host) {
        int dot = host.lastIndexOf('.');
        String end = host.substring(dot + 1);
        return dot > 0 && !PRIVATE.contains(end) && end.chars().anyMatch(Character::isLetter);
    }

    /** {@return those of a service that are entered in Route 53} */
    List<String> entered(Service service) {
        return settings.hasDns()
                ? service.hosts().stream()
                        .filter(PublicHosts::isPublic)
                        .distinct()
                        .toList()
                : List.of();
    }

    /** {@return those that get a certificate of our own, in file order} */
    List<String> certified() {
        return hasHttps() && settings.certificate().isEmpty() ? all : List.of();
    }

    boolean wantsHttps() {
        return project.gateway().https() && !all.isEmpty();
    }

    /** {@return whether there is, or will be, a certificate to speak HTTPS with} */
    boolean hasHttps() {
        return wantsHttps() && (settings.certificate().isPresent() || settings.hasDns());
    }

    /** {@return whether a service is reached by HTTPS} */
    boolean isSafe(Service service) {
        return hasHttps() && service.hosts().stream().anyMatch(PublicHosts::isPublic);
    }
}
