package dev.nanokit.docker;

import com.github.dockerjava.api.model.ResponseItem;

/** Hears a pull or a push. The engine tells a failure within the stream, after status 200. */
final class SdkTransferStream<T extends ResponseItem> extends StreamCallback<T> {

    private final TransferProgress progress;

    SdkTransferStream(TransferProgress progress) {
        this.progress = progress;
    }

    @Override
    public void onNext(T item) {
        var error = item.getErrorDetail();
        if (error != null) {
            progress.failed(error.getMessage());
        }
        boolean counts =
                item.getProgressDetail() != null && item.getProgressDetail().getTotal() != null;
        if (item.getStatus() != null && !counts) {
            progress.said(item.getId() == null ? item.getStatus() : item.getId() + ": " + item.getStatus());
        }
    }
}
