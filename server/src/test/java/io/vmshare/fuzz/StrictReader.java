package io.vmshare.fuzz;

import io.vmshare.fuzz.ReadRequest.Fate;
import io.vmshare.fuzz.ReadRequest.Field;
import io.vmshare.fuzz.ReadRequest.Then;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says which requests a row of bytes holds, by the letter of RFC 9112 and as strict as our contract: what other readers
 * could take for something else is malformed. Written apart from the server, with patterns where that has states.
 */
final class StrictReader {

    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
    private static final Pattern REQUEST_LINE =
            Pattern.compile("(" + TOKEN + ") ([!-~\\x80-\\xff]+) HTTP/(\\d)\\.(\\d)");
    private static final Pattern FIELD_LINE = Pattern.compile("(" + TOKEN + "):[ \t]*([^\\x00\\r\\n]*?)[ \t]*");

    /** How a target begins in the forms that every reader takes for the same, and what none of them may hold. */
    private static final Pattern PLAIN_START = Pattern.compile("(?:https?://[A-Za-z0-9.-]+(?::\\d{1,5})?)?(?:/|$)");

    private static final Pattern NO_TARGET = Pattern.compile("#|%(?![0-9A-Fa-f]{2})|[^!-~]");
    private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x08\\x0a-\\x1f\\x7f]");

    /** Beyond the limits of our contract, and some bytes before them, either answer is right. */
    private static final int LARGE_TARGET = 8 * 1024 - 64;

    private static final int LARGE_HEAD = 32 * 1024 - 64;
    private static final int MANY_FIELDS = 200;

    /** More lines of one name are refused; RFC 9110 §5.4 leaves a server that freedom. */
    private static final int MANY_OF_ONE_NAME = 100;

    private final String sent;

    private StrictReader(String sent) {
        this.sent = sent;
    }

    /** Returns the requests that {@code sent} holds when nothing follows it; after one that is the last, none is read. */
    static List<ReadRequest> read(String sent) {
        StrictReader reader = new StrictReader(sent);
        List<ReadRequest> requests = new ArrayList<>();
        int at = 0;
        while (at < sent.length()) {
            ReadRequest request = reader.readOne(at);
            requests.add(request);
            at = request.then() == Then.END ? sent.length() : request.end();
        }
        return requests;
    }

    private ReadRequest readOne(int start) {
        int at = start;
        while (sent.startsWith("\r\n", at)) {
            at += 2; // RFC 9112 §2.2 lets a server skip one, and it need not
        }
        int headEnd = sent.indexOf("\r\n\r\n", at);
        String head = sent.substring(at, headEnd < 0 ? sent.length() : headEnd);
        String[] lines = head.split("\r\n", -1);
        Matcher line = REQUEST_LINE.matcher(lines[0]);
        if (headEnd < 0
                || head.indexOf('\0') >= 0
                || !line.matches()
                || !line.group(3).equals("1")) {
            return malformed(head);
        }
        List<Field> fields = new ArrayList<>();
        for (int i = 1; i < lines.length; i++) {
            Matcher field = FIELD_LINE.matcher(lines[i]);
            if (!field.matches()) {
                return malformed(head);
            }
            fields.add(new Field(field.group(1), field.group(2)));
        }
        String minor = line.group(4);
        boolean doubtful = at > start
                || minor.compareTo("1") > 0
                || line.group(2).length() > LARGE_TARGET
                || head.length() > LARGE_HEAD
                || fields.size() > MANY_FIELDS
                || line.group(1).length() > 30
                || !PLAIN_START.matcher(line.group(2)).lookingAt()
                || NO_TARGET.matcher(line.group(2)).find()
                || fields.stream().anyMatch(field -> isDoubtful(field, fields));
        ReadRequest request = new ReadRequest(
                line.group(1),
                line.group(2),
                minor.equals("0") ? "HTTP/1.0" : "HTTP/1.1",
                List.copyOf(fields),
                doubtful ? Fate.DOUBTFUL : Fate.GOOD,
                closes(minor.equals("0"), fields) ? Then.END : Then.NEXT,
                headEnd + 4);
        return withBody(request, head);
    }

    private static boolean isDoubtful(Field field, List<Field> all) {
        return (all.size() > MANY_OF_ONE_NAME
                        && ReadRequest.values(all, field.name()).size() > MANY_OF_ONE_NAME)
                || CONTROL.matcher(field.value()).find()
                || field.name().equalsIgnoreCase("Expect")
                || field.name().equalsIgnoreCase("Upgrade")
                || field.name().length() > 200;
    }

    private static boolean closes(boolean old, List<Field> fields) {
        return ReadRequest.lists(fields, "Connection", "close")
                || (old && !ReadRequest.lists(fields, "Connection", "keep-alive"));
    }

    /** Decides where the body ends (RFC 9112 §6.3). */
    private ReadRequest withBody(ReadRequest request, String head) {
        List<String> codings = request.values("Transfer-Encoding");
        List<String> lengths = request.values("Content-Length");
        if (codings.isEmpty() && lengths.isEmpty()) {
            return request;
        }
        if (!codings.isEmpty()) {
            boolean chunked = lengths.isEmpty()
                    && codings.size() == 1
                    && codings.get(0).equalsIgnoreCase("chunked")
                    && request.version().equals("HTTP/1.1");
            return chunked ? withEnd(request, endOfChunks(request.end())) : malformed(head);
        }
        if (!lengths.get(0).matches("\\d+") || !lengths.stream().allMatch(length -> length.equals(lengths.get(0)))) {
            return malformed(head);
        }
        boolean small = lengths.get(0).matches("0*\\d{1,9}");
        long end = small ? request.end() + Long.parseLong(lengths.get(0)) : Long.MAX_VALUE;
        ReadRequest whole = withEnd(request, end <= sent.length() ? (int) end : -1);
        // One length said twice may be taken for one or refused (§6.3, point 5); so may one that no file has.
        return lengths.size() == 1 && small ? whole : doubtful(whole);
    }

    private ReadRequest withEnd(ReadRequest request, int end) {
        boolean empty = end == request.end();
        Then then = request.then() == Then.END || empty ? request.then() : Then.NEXT_OR_END;
        return end < 0
                ? new ReadRequest(
                        request.method(),
                        request.target(),
                        request.version(),
                        request.fields(),
                        Fate.BROKEN_BODY,
                        Then.END,
                        sent.length())
                : new ReadRequest(
                        request.method(),
                        request.target(),
                        request.version(),
                        request.fields(),
                        request.fate(),
                        then,
                        end);
    }

    private static ReadRequest doubtful(ReadRequest request) {
        return new ReadRequest(
                request.method(),
                request.target(),
                request.version(),
                request.fields(),
                request.fate() == Fate.GOOD ? Fate.DOUBTFUL : request.fate(),
                request.then() == Then.NEXT ? Then.NEXT_OR_END : request.then(),
                request.end());
    }

    /** Returns the position after the last chunk and the trailer, or -1 when that never comes (RFC 9112 §7.1). */
    private int endOfChunks(int start) {
        int at = start;
        while (true) {
            int lineEnd = sent.indexOf("\r\n", at);
            Matcher size = Pattern.compile("0*([0-9A-Fa-f]{1,7})([ \t]*;[ \t!-~\\x80-\\xff]*)?")
                    .matcher(lineEnd < 0 ? "" : sent.substring(at, lineEnd));
            if (!size.matches()) {
                return -1;
            }
            int length = Integer.parseInt(size.group(1), 16);
            at = lineEnd + 2;
            if (length == 0) {
                return endOfTrailer(at);
            }
            if (!sent.startsWith("\r\n", at + length)) {
                return -1;
            }
            at += length + 2;
        }
    }

    private int endOfTrailer(int start) {
        int at = start;
        while (!sent.startsWith("\r\n", at)) {
            int lineEnd = sent.indexOf("\r\n", at);
            if (lineEnd < 0 || !FIELD_LINE.matcher(sent.substring(at, lineEnd)).matches()) {
                return -1;
            }
            at = lineEnd + 2;
        }
        return at + 2;
    }

    private ReadRequest malformed(String head) {
        String method = head.split("[ \t\r\n]", 2)[0];
        return new ReadRequest(method, "", "", List.of(), Fate.MALFORMED, Then.END, sent.length());
    }
}
