package dev.nanokit.aws;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Connects to a {@code ws} or {@code wss} address. The sockets are those of channels: an interrupt ends whatever their thread
 * does on them at once, a write to a peer that no longer reads too.
 */
final class StreamSocket {

    private static final int PORT = 80;
    private static final int TLS_PORT = 443;

    private StreamSocket() {}

    /**
     * Connects.
     *
     * @param address where to
     * @param tls for {@code wss}
     * @param patience for the connection, and then for each answer of a TLS handshake
     * @return the socket
     * @throws IOException if there is no connection, or the peer is not who it should be
     */
    static Socket connect(URI address, SSLSocketFactory tls, Duration patience) throws IOException {
        boolean isSecure = "wss".equalsIgnoreCase(address.getScheme());
        boolean isPlain = "ws".equalsIgnoreCase(address.getScheme());
        if (address.getHost() == null || isSecure == isPlain) {
            throw new ProtocolException("the stream has no ws or wss address");
        }
        int port = address.getPort() >= 0 ? address.getPort() : isSecure ? TLS_PORT : PORT;
        int millis = (int) Math.max(1, patience.toMillis());
        Socket socket = SocketChannel.open().socket();
        boolean isConnected = false;
        try {
            socket.setTcpNoDelay(true);
            reach(socket, new InetSocketAddress(address.getHost(), port), millis);
            socket.setSoTimeout(millis);
            Socket connected = isSecure ? secured(socket, address.getHost(), port, tls) : socket;
            isConnected = true;
            return connected;
        } finally {
            if (!isConnected) {
                socket.close();
            }
        }
    }

    /** The errors of channels say nothing of where, and some nothing at all. */
    private static void reach(Socket socket, InetSocketAddress peer, int millis) throws IOException {
        if (peer.isUnresolved()) {
            throw new UnknownHostException("no host is known as " + peer.getHostString());
        }
        try {
            socket.connect(peer, millis);
        } catch (IOException e) {
            String where = peer.getHostString() + ":" + peer.getPort();
            throw new IOException("there is no connection to " + where + ": " + e.getMessage(), e);
        }
    }

    private static Socket secured(Socket plain, String host, int port, SSLSocketFactory tls) throws IOException {
        SSLSocket socket = (SSLSocket) tls.createSocket(plain, host, port, true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS"); // else the certificate of any host would do
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }
}
