package dev.nanokit.docker;

import dev.nanokit.build.BuildContext;
import dev.nanokit.failure.ProviderException;
import dev.nanokit.model.Build;
import dev.nanokit.provider.ImageBuild;
import dev.nanokit.provider.Operation;
import dev.nanokit.provider.Resolved;
import java.io.IOException;
import java.util.Map;
import java.util.OptionalInt;

/** Has the engine build an image of the files of this host, and explains why none came of it. Thread-safe. */
final class DockerBuild {

    private final SdkImages images;

    DockerBuild(SdkImages images) {
        this.images = images;
    }

    /** Builds an image under a name that has a tag. */
    void build(ImageBuild build, String name, Map<String, String> labels, Operation operation) {
        Build.Seen seen = build.seen();
        operation.checkpoint();
        operation.report("building " + name + " of " + seen.context());
        BuildStory story = new BuildStory(
                operation::report,
                build.args().values().stream().map(Resolved::text).toList());
        try (ContextTar tar = new ContextTar(BuildContext.of(seen.context(), seen.dockerfile()), seen)) {
            try {
                images.build(build, name, tar.dockerfile(), labels, tar, story);
            } catch (RuntimeException e) {
                throw tar.failure()
                        .<RuntimeException>map(why -> changed(build, why))
                        .orElse(e);
            }
        } catch (IOException e) {
            throw changed(build, e);
        }
        if (story.failure().isPresent()) {
            throw failed(build, story, story.failure().get());
        }
    }

    /** The plan was made for other files: it is made anew. */
    private static ProviderException changed(ImageBuild build, IOException why) {
        return new ProviderException(
                ProviderException.Kind.CONFLICT,
                "the files in " + build.seen().context() + " changed while an image was built of them: "
                        + why.getMessage(),
                why);
    }

    private static ProviderException failed(ImageBuild build, BuildStory story, String why) {
        StringBuilder place = new StringBuilder();
        story.step().ifPresent(step -> {
            OptionalInt line = DockerfileLines.of(build.seen().dockerfile()).ofStep(step);
            line.ifPresent(number -> place.append(", line ").append(number));
            place.append(", step ")
                    .append(step)
                    .append(" (")
                    .append(story.instruction())
                    .append(')');
        });
        return new ProviderException(
                        ProviderException.Kind.BAD_CONFIGURATION,
                        "the build failed at " + build.seen().dockerfile() + place + ": " + why,
                        null)
                .withOutput(story.output());
    }
}
