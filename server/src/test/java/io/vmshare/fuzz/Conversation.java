package io.vmshare.fuzz;

import io.vmshare.fuzz.ReadRequest.Fate;
import io.vmshare.fuzz.ReadRequest.Then;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * One connection on which requests are made of which nobody knows how they end. Behind each stands a well-formed one, the
 * marker: its answer shows where the server saw the end. Not thread-safe.
 */
final class Conversation implements AutoCloseable {

    static final String MARKER = "GET /marker HTTP/1.1\r\nHost: marker\r\n\r\n";

    /** How the bytes are laid on the wire. */
    enum Manner {
        /** At once, and then the end. */
        PIPELINED,
        /** In two pieces, and then the end. */
        IN_TWO,
        /** The marker when the answer has come, and then more. */
        ONE_BY_ONE
    }

    private final Socket socket;
    private final Judge judge;
    private final Duration patience;
    private final StringBuilder received = new StringBuilder();
    private boolean ended;
    private boolean lost;

    private Conversation(Socket socket, Judge judge, Duration patience) {
        this.socket = socket;
        this.judge = judge;
        this.patience = patience;
    }

    /** Connects to {@code port} of this machine; every answer must come, and every end, within {@code patience}. */
    static Conversation with(int port, Judge judge, Duration patience) throws IOException {
        Socket socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), (int) patience.toMillis());
        return new Conversation(socket, judge, patience);
    }

    /**
     * Sends {@code input} with a marker behind it.
     *
     * @param cut where the first of two pieces ends
     * @return whether the connection can be used again
     * @throws Finding if something is wrong with what comes back, or if it does not come
     */
    boolean say(String input, Manner manner, int cut) throws IOException {
        String sent = input + MARKER;
        List<ReadRequest> requests = StrictReader.read(sent);
        switch (manner) {
            case PIPELINED -> send(sent);
            case IN_TWO -> {
                send(sent.substring(0, cut));
                send(sent.substring(cut));
            }
            case ONE_BY_ONE -> {
                List<ReadRequest> before = StrictReader.read(input);
                send(input);
                if (goesOn(before)) {
                    receive(before);
                }
                send(MARKER);
            }
        }
        if (manner == Manner.ONE_BY_ONE && goesOn(requests)) {
            receive(requests);
        } else {
            end();
            receive(null);
        }
        List<Answer> answers = AnswerReader.read(received.toString(), requests, ended);
        judge.judge(requests, answers, ended && !lost);
        Answer last = answers.isEmpty() ? null : answers.get(answers.size() - 1);
        int used = last == null ? 0 : last.end();
        Finding.when(ended && !lost && used < received.length(), "an answer cut short", () -> received.substring(used));
        received.delete(0, used);
        return !ended && last != null && !last.announcesClose();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** Whether all of {@code requests} get an answer and the connection stays. */
    private static boolean goesOn(List<ReadRequest> requests) {
        return requests.stream().noneMatch(request -> request.then() == Then.END || request.fate() == Fate.MALFORMED);
    }

    private void send(String bytes) {
        try {
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            lost = true; // closed already; what was said before can still be read
        }
    }

    private void end() {
        try {
            socket.shutdownOutput();
        } catch (IOException e) {
            lost = true;
        }
    }

    /** Reads until all of {@code requests} are answered, or to the end of the connection if null. */
    private void receive(@org.jspecify.annotations.Nullable List<ReadRequest> requests) throws IOException {
        long deadline = System.nanoTime() + patience.toNanos();
        byte[] buffer = new byte[16_384];
        while (!ended
                && (requests == null
                        || AnswerReader.read(received.toString(), requests, ended)
                                        .size()
                                < requests.size())) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            Finding.when(left <= 0, "neither an answer nor an end", received::toString);
            try {
                socket.setSoTimeout((int) left);
                int n = socket.getInputStream().read(buffer);
                ended = n < 0;
                received.append(new String(buffer, 0, Math.max(n, 0), StandardCharsets.ISO_8859_1));
            } catch (SocketTimeoutException e) {
                throw new Finding("neither an answer nor an end", received.toString());
            } catch (IOException e) {
                ended = true; // closed with bytes of ours unread
                lost = true;
            }
        }
    }
}
