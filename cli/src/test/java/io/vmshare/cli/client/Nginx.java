package io.vmshare.cli.client;

import io.vmshare.fixtures.Deadline;
import io.vmshare.fixtures.HostileTree;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;

/** A running nginx, on a free port of the loopback, that serves a directory as it is installed: no option is changed. */
final class Nginx implements AutoCloseable {

    private static final int ATTEMPTS = 3;

    private final Process process;
    private final Path home;
    private final int port;

    private Nginx(Process process, Path home, int port) {
        this.process = process;
        this.home = home;
        this.port = port;
    }

    /** Starts one and returns when it accepts connections. Another program may take the port first: it tries again. */
    static Nginx of(Path directory) throws Exception {
        for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
            Nginx nginx = start(directory);
            if (nginx.process.isAlive()) {
                return nginx;
            }
            nginx.close();
        }
        return start(directory);
    }

    private static Nginx start(Path directory) throws Exception {
        int port = freePort();
        Path home = Files.createTempDirectory("nginx");
        Path configuration = Files.writeString(home.resolve("nginx.conf"), """
                daemon off;
                master_process off;
                pid nginx.pid;
                events {}
                http {
                    access_log off;
                    client_body_temp_path body;
                    proxy_temp_path proxy;
                    fastcgi_temp_path fastcgi;
                    uwsgi_temp_path uwsgi;
                    scgi_temp_path scgi;
                    default_type application/octet-stream;
                    server {
                        listen 127.0.0.1:%d;
                        root "%s";
                    }
                }
                """.formatted(port, directory));
        Process process = Command.start(
                home, home, "nginx", "-e", "stderr", "-p", home.toString(), "-c", configuration.toString());
        Nginx nginx = new Nginx(process, home, port);
        try {
            Deadline.await("nginx accepts", () -> !process.isAlive() || accepts(port));
            return nginx;
        } catch (AssertionError e) {
            nginx.close();
            throw e;
        }
    }

    int port() {
        return port;
    }

    @Override
    public void close() throws IOException {
        Command.kill(process);
        HostileTree.delete(home);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static boolean accepts(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }
}
