package dev.nanokit.engine.config;

import dev.nanokit.model.Deploy;
import dev.nanokit.model.Port;
import java.util.List;
import java.util.Optional;

/** {@code deploy}. */
final class DeployBlock implements Block {

    private static final int SSH = 22;
    private static final String RUNTIME = "node:22-slim";

    @Override
    public void read(Keys file, Draft draft) {
        file.map("deploy").ifPresent(keys -> {
            Optional<String> target = keys.parsed("target", DeployBlock::target);
            Optional<String> sshKey = keys.text("sshKey");
            int port = keys.integer("sshPort", 1, 65535).orElse(SSH);
            Deploy.Method method = keys.parsed("method", DeployBlock::method).orElse(Deploy.Method.RSYNC);
            Optional<String> repository = keys.text("repository");
            String runtime = keys.text("runtime").orElse(RUNTIME);
            Optional<String> prepare = keys.text("prepare");
            List<String> prune = keys.texts("prune");
            keys.end();
            if (keys.node("target").isEmpty()) {
                keys.problem("spec.missing", "target", "deploy needs a target, user@host");
            }
            if (method == Deploy.Method.GIT && repository.isEmpty()) {
                keys.problem("spec.missing", "repository", "method git needs a repository");
            }
            target.ifPresent(host -> draft.project()
                    .deploy(new Deploy(
                            host,
                            sshKey,
                            new Port(port),
                            method,
                            repository,
                            runtime,
                            prepare,
                            prune,
                            keys.positions())));
        });
    }

    private static String target(String text) {
        if (!text.matches("[A-Za-z0-9._-]+@[A-Za-z0-9.:_-]+")) {
            throw new IllegalArgumentException("found '" + text + "', expected user@host");
        }
        return text;
    }

    private static Deploy.Method method(String text) {
        return switch (text) {
            case "rsync" -> Deploy.Method.RSYNC;
            case "git" -> Deploy.Method.GIT;
            default -> throw new IllegalArgumentException("found '" + text + "', expected rsync or git");
        };
    }
}
