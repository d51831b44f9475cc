package federzug.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Remote signing services lie behind https: a proxy that wants to know who must be told before the tunnel opens. */
class ProxyTunnelIT {
    private static final String WORD =
            "Proxy-Authorization: Basic " + Base64.getEncoder().encodeToString("haus:offen-sesam".getBytes());

    @Test
    void saysWhoItIsBeforeATunnelIsOpened() throws Exception {
        List<String> heard = new CopyOnWriteArrayList<>();
        try (ServerSocket proxy = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            Thread door = new Thread(() -> answer(proxy, heard));
            door.setDaemon(true);
            door.start();
            ProcessBuilder command = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("java.class.path"),
                            "federzug.testkit.TrustTunnel",
                            "http://127.0.0.1:" + proxy.getLocalPort())
                    .redirectErrorStream(true)
                    .redirectOutput(new File("target/proxy-tunnel.txt"));
            command.environment().put("PROXY_KENNWORT", "offen-sesam");
            Process process = command.start();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(heard).first().asString().startsWith("CONNECT dienst.example:443");
        assertThat(heard).last().asString().containsIgnoringCase(WORD);
    }

    private static void answer(ServerSocket proxy, List<String> heard) {
        while (!proxy.isClosed()) {
            try (Socket caller = proxy.accept()) {
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(caller.getInputStream(), StandardCharsets.US_ASCII));
                StringBuilder request = new StringBuilder();
                for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                    request.append(line).append('\n');
                }
                heard.add(request.toString());
                boolean known = request.toString().contains(WORD);
                String said = known
                        ? "HTTP/1.1 502 nowhere\r\nContent-Length: 0\r\n\r\n"
                        : "HTTP/1.1 407 who\r\nProxy-Authenticate: Basic realm=\"haus\"\r\nContent-Length: 0\r\n"
                                + "Connection: close\r\n\r\n";
                caller.getOutputStream().write(said.getBytes(StandardCharsets.US_ASCII));
                caller.getOutputStream().flush();
            } catch (IOException e) {
                // The next caller, if there is one.
                continue;
            }
        }
    }
}
