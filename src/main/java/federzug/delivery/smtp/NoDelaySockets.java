package federzug.delivery.smtp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/** Sockets that send at once: waiting to fill packets (Nagle) and late acknowledgements cost 40 ms a mail together. */
final class NoDelaySockets {
    private volatile @Nullable Socket last;

    /** How long the server may be silent from now on. */
    void patience(Duration time) {
        Socket socket = last;
        if (socket != null) {
            try {
                socket.setSoTimeout(Math.toIntExact(time.toMillis()));
            } catch (SocketException e) {
                // It is closed already, which the next command will report.
            }
        }
    }

    SocketFactory plain() {
        return new Plain();
    }

    SSLSocketFactory encrypted(SSLSocketFactory inner) {
        return new Encrypted(inner);
    }

    private <S extends Socket> S prompt(S socket) throws IOException {
        socket.setTcpNoDelay(true);
        last = socket;
        return socket;
    }

    private final class Plain extends SocketFactory {
        private final SocketFactory inner = SocketFactory.getDefault();

        @Override
        public Socket createSocket() throws IOException {
            return prompt(inner.createSocket());
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            return prompt(inner.createSocket(host, port));
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
            return prompt(inner.createSocket(host, port, local, localPort));
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws IOException {
            return prompt(inner.createSocket(host, port));
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
            return prompt(inner.createSocket(host, port, local, localPort));
        }
    }

    private final class Encrypted extends SSLSocketFactory {
        private final SSLSocketFactory inner;

        Encrypted(SSLSocketFactory inner) {
            this.inner = inner;
        }

        @Override
        public String[] getDefaultCipherSuites() {
            return inner.getDefaultCipherSuites();
        }

        @Override
        public String[] getSupportedCipherSuites() {
            return inner.getSupportedCipherSuites();
        }

        @Override
        public Socket createSocket() throws IOException {
            return prompt(inner.createSocket());
        }

        @Override
        public Socket createSocket(Socket socket, String host, int port, boolean autoClose) throws IOException {
            return prompt(inner.createSocket(socket, host, port, autoClose));
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            return prompt(inner.createSocket(host, port));
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
            return prompt(inner.createSocket(host, port, local, localPort));
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws IOException {
            return prompt(inner.createSocket(host, port));
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
            return prompt(inner.createSocket(host, port, local, localPort));
        }
    }
}
