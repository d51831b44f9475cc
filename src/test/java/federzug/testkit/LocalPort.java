package federzug.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.Callable;

/** Ports of this machine for servers that a test starts. */
public final class LocalPort {
    private static final int TRIES = 200;
    private static final int MILLIS = 50;

    private LocalPort() {}

    /** A port that nobody listens at. */
    public static int free() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** @param trouble what is said if nobody listens after ten seconds */
    static void await(int port, Callable<String> trouble) throws Exception {
        for (int i = 0; i < TRIES; i++) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return;
            } catch (IOException e) {
                Thread.sleep(MILLIS);
            }
        }
        throw new AssertionError(trouble.call());
    }
}
