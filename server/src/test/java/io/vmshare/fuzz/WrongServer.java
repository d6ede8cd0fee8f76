package io.vmshare.fuzz;

import io.vmshare.fuzz.ReadRequest.Fate;
import io.vmshare.fuzz.ReadRequest.Then;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A file server of one page with one {@link PlantedBug}, to show that the fuzz notices it. Serves a {@link KnownTree}. */
final class WrongServer implements AutoCloseable {

    private static final Pattern RANGE = Pattern.compile("bytes=(\\d{1,4})-(\\d{1,4})");
    private static final Pattern GOOD_HOST = Pattern.compile("[A-Za-z0-9._~!$&'()*+,;=%:\\[\\]-]*");

    private final PlantedBug bug;
    private final KnownTree tree;
    private final ServerSocket socket = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private WrongServer(PlantedBug bug, KnownTree tree) throws IOException {
        this.bug = bug;
        this.tree = tree;
    }

    static WrongServer start(PlantedBug bug, KnownTree tree) throws IOException {
        WrongServer server = new WrongServer(bug, tree);
        server.thread(server::accept);
        return server;
    }

    int port() {
        return socket.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        socket.close();
        for (Socket connection : open) {
            connection.close();
        }
    }

    private void thread(Runnable work) {
        Thread thread = new Thread(work, "wrong-server");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                open.add(connection);
                thread(() -> serve(connection));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            InputStream in = connection.getInputStream();
            byte[] buffer = new byte[65_536];
            StringBuilder unread = new StringBuilder();
            boolean end = false;
            while (true) {
                int answered = unread.length() == 0 ? 0 : answerOne(connection, unread, end);
                if (answered < 0 || (answered == 0 && end)) {
                    return;
                }
                if (answered == 0) {
                    int n = in.read(buffer);
                    end = n < 0;
                    unread.append(new String(buffer, 0, Math.max(n, 0), StandardCharsets.ISO_8859_1));
                }
            }
        } catch (IOException | UncheckedIOException e) {
            // The client has gone: its connection is over, as it is for any server.
        } finally {
            open.remove(connection);
        }
    }

    /** Returns 1 if one was answered, 0 if more is needed, -1 if the connection ends. */
    private int answerOne(Socket connection, StringBuilder unread, boolean end) throws IOException {
        String edited = edit(unread.toString());
        ReadRequest request = StrictReader.read(edited).get(0);
        boolean whole = edited.replaceFirst("^(\r\n)+", "").contains("\r\n\r\n");
        if (!end && (!whole || request.fate() == Fate.BROKEN_BODY)) {
            return 0;
        }
        if (request.fate() == Fate.MALFORMED) {
            return refuse(connection, unread, edited);
        }
        String answer = answer(request);
        connection.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
        unread.replace(0, unread.length(), edited.substring(request.end()));
        return request.then() == Then.END ? -1 : 1;
    }

    private int refuse(Socket connection, StringBuilder unread, String edited) throws IOException {
        if (bug == PlantedBug.SILENT) {
            connection.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
            java.util.concurrent.locks.LockSupport.parkNanos(2_000_000_000L);
            return -1;
        }
        connection.getOutputStream().write(refusal().getBytes(StandardCharsets.ISO_8859_1));
        int next = edited.indexOf("\r\n\r\n");
        if (bug == PlantedBug.GOES_ON_AFTER_REFUSAL && next >= 0) {
            unread.replace(0, unread.length(), edited.substring(next + 4));
            return 1;
        }
        return -1;
    }

    private String refusal() {
        String server = bug == PlantedBug.NAMELESS ? "" : "Server: wrong\r\n";
        return "HTTP/1.1 400 No\r\n" + server + "Content-Length: 0\r\n\r\n";
    }

    /** Makes of the bytes what the bug sees in them. */
    private String edit(String bytes) {
        int end = bytes.indexOf("\r\n\r\n");
        String head = end < 0 ? bytes : bytes.substring(0, end);
        String rest = bytes.substring(head.length());
        return switch (bug) {
            case LENGTH_BEFORE_CODING ->
                (head.contains("\r\nContent-Length:") ? head.replaceAll("\r\nTransfer-Encoding:[^\r]*", "") : head)
                        + rest;
            case BODY_IGNORED -> head.replaceAll("\r\n(Content-Length|Transfer-Encoding):[^\r]*", "") + rest;
            case BARE_LF -> bytes.replaceAll("(?<!\r)\n", "\r\n");
            case FOLDED_LINES -> head.replaceAll("\r\n[ \t]+", " ") + rest;
            default -> bytes;
        };
    }

    private String answer(ReadRequest request) {
        boolean head = request.method().equals("HEAD");
        boolean goodHost = request.values("Host").size() <= 1
                && request.values("Host").stream()
                        .allMatch(host -> GOOD_HOST.matcher(host).matches())
                && (request.has("Host") || request.version().equals("HTTP/1.0"));
        if (!goodHost) {
            return "HTTP/1.1 400 Host\r\nServer: wrong\r\nContent-Length: 0\r\n\r\n";
        }
        if (!head && !request.method().equals("GET")) {
            return "HTTP/1.1 405 No\r\nServer: wrong\r\nContent-Length: 0\r\n\r\n";
        }
        if (bug == PlantedBug.ERROR_500 && request.target().matches(".*%(?![0-9A-Fa-f]{2}).*")) {
            return "HTTP/1.1 500 Oops\r\nServer: wrong\r\nContent-Length: 0\r\n\r\n";
        }
        Optional<String> file = tree.at(request.target());
        if (bug == PlantedBug.DECODED_TWICE && file.isEmpty()) {
            file = Optional.of(KnownTree.decode(KnownTree.decode(request.target())))
                    .filter(path ->
                            path.endsWith("/../secret.txt") && !request.target().contains("../"))
                    .map(path -> KnownTree.SECRET);
        }
        return file.map(content -> content(request, content, head))
                .orElse("HTTP/1.1 404 No\r\nServer: wrong\r\nContent-Length: 0\r\n\r\n");
    }

    private String content(ReadRequest request, String content, boolean head) {
        Matcher range = RANGE.matcher(String.join(",", request.values("Range")));
        boolean asksPart = range.matches() && (!request.has("If-Range") || bug == PlantedBug.STALE_PART);
        int first = asksPart ? Integer.parseInt(range.group(1)) : 0;
        int last = asksPart ? Integer.parseInt(range.group(2)) : -1;
        boolean part = asksPart && first <= last && last < content.length();
        String body = part ? content.substring(first, last + 1) : content;
        String status =
                part ? "206 Part\r\nContent-Range: bytes " + first + "-" + last + "/" + content.length() : "200 OK";
        if (part && bug == PlantedBug.RANGE_SHORT_BY_ONE) {
            body = body.substring(0, body.length() - 1);
        }
        String out = "HTTP/1.1 " + status + "\r\nServer: wrong\r\nContent-Length: " + body.length() + "\r\n\r\n";
        return head && bug != PlantedBug.BODY_FOR_HEAD ? out : out + body;
    }
}
