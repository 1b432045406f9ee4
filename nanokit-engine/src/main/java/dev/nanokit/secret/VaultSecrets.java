package dev.nanokit.secret;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.nanokit.model.SecretValue;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * HashiCorp Vault's key-value engine, version 2, over its HTTP API
 * (https://developer.hashicorp.com/vault/api-docs/secret/kv/kv-v2). In {@code vault://secret/shop/mail#key} the first word
 * is the engine's mount and the rest the path in it; without a key it is {@code value}. Thread-safe.
 */
public final class VaultSecrets implements SecretSource {

    private static final String STANDARD_KEY = "value";
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(10);

    private final URI address;
    private final SecretValue token;
    private final JsonMapper json = new JsonMapper();

    /**
     * Makes a source. Connects to nothing yet.
     *
     * @param address Vault's address, for instance {@code https://vault.example:8200}
     * @param token the token to ask with
     */
    public VaultSecrets(URI address, SecretValue token) {
        this.address = Objects.requireNonNull(address, "address");
        this.token = Objects.requireNonNull(token, "token");
    }

    @Override
    public String scheme() {
        return "vault";
    }

    @Override
    public Optional<SecretValue> find(SecretReference reference) {
        int slash = reference.path().indexOf('/');
        if (slash < 1 || slash == reference.path().length() - 1) {
            throw new SecretSourceException("'" + reference + "' names no path below a mount of Vault", null);
        }
        String mount = reference.path().substring(0, slash);
        String path = reference.path().substring(slash + 1);
        try {
            return read(mount, path)
                    .map(data -> data.get(reference.key().orElse(STANDARD_KEY)))
                    .filter(JsonNode::isValueNode)
                    .map(JsonNode::asText)
                    .map(SecretValue::of);
        } catch (IOException e) {
            throw new SecretSourceException(
                    "Vault at " + address + " does not answer for " + reference + ": " + e.getMessage(), e);
        }
    }

    private Optional<JsonNode> read(String mount, String path) throws IOException {
        String base = address.toString().replaceAll("/+$", "");
        URI url = URI.create(base + "/v1/" + encode(mount) + "/data/" + encode(path));
        HttpURLConnection connection = (HttpURLConnection) url.toURL().openConnection();
        connection.setConnectTimeout((int) CONNECT_TIMEOUT.toMillis());
        connection.setReadTimeout((int) READ_TIMEOUT.toMillis());
        connection.setInstanceFollowRedirects(false);
        connection.setRequestProperty("X-Vault-Token", token.reveal());
        try {
            int status = connection.getResponseCode();
            if (status == HttpURLConnection.HTTP_NOT_FOUND) {
                return Optional.empty();
            }
            if (status != HttpURLConnection.HTTP_OK) {
                throw new SecretSourceException(
                        "Vault at " + address + " answered " + status + " for " + mount + "/" + path
                                + (status == HttpURLConnection.HTTP_FORBIDDEN
                                        ? ": the token may not read " + mount + "/data/" + path
                                        : ""),
                        null);
            }
            try (InputStream body = connection.getInputStream()) {
                return Optional.of(json.readTree(body).path("data").path("data"))
                        .filter(JsonNode::isObject);
            }
        } finally {
            connection.disconnect();
        }
    }

    private static String encode(String path) {
        return Arrays.stream(path.split("/", -1))
                .map(part -> URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20"))
                .collect(Collectors.joining("/"));
    }
}
