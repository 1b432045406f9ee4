package dev.nanokit.docker;

import com.github.dockerjava.transport.DockerHttpClient;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Notes every call to the engine. */
final class CountingTransport implements DockerHttpClient {

    private final DockerHttpClient transport;
    private final List<String> calls;

    CountingTransport(DockerHttpClient transport, List<String> calls) {
        this.transport = transport;
        this.calls = calls;
    }

    static DockerProvider provider(List<String> calls) {
        return new DockerProvider(
                new EngineConnection(transport -> new CountingTransport(transport, calls)), java.util.Optional.empty());
    }

    static List<String> list() {
        return new CopyOnWriteArrayList<>();
    }

    @Override
    public Response execute(Request request) {
        calls.add(request.method() + " " + request.path());
        return transport.execute(request);
    }

    @Override
    public void close() throws IOException {
        transport.close();
    }
}
