package dev.nanokit.docker;

import com.github.dockerjava.api.model.BuildResponseItem;

/** Hears a build. The engine tells a failure within the stream, after status 200. */
final class SdkBuildStream extends StreamCallback<BuildResponseItem> {

    private final BuildStory story;

    SdkBuildStream(BuildStory story) {
        this.story = story;
    }

    @Override
    public void onNext(BuildResponseItem item) {
        if (item.getStream() != null) {
            story.said(item.getStream());
        }
        if (item.getStatus() != null && item.getProgressDetail() == null) {
            story.pulled(item.getStatus());
        }
        var error = item.getErrorDetail();
        if (error != null) {
            story.failed(String.valueOf(error.getMessage()));
        }
    }
}
