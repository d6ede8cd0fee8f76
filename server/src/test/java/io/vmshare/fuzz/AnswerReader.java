package io.vmshare.fuzz;

import io.vmshare.fuzz.ReadRequest.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the answers among the bytes received, by the letter of RFC 9112; anything else is a {@link Finding}. */
final class AnswerReader {

    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[01] ([1-5]\\d\\d) ([ \t!-~\\x80-\\xff]*)");
    private static final Pattern FIELD_LINE =
            Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*([\t -~\\x80-\\xff]*?)[ \t]*");

    private final String received;
    private final boolean ended;

    private AnswerReader(String received, boolean ended) {
        this.received = received;
        this.ended = ended;
    }

    /**
     * Returns the whole answers that {@code received} begins with.
     *
     * @param requests what they answer, in order; an answer beyond them is read as one to a GET
     * @param ended whether nothing follows: that ends an answer of no length, too (RFC 9112 §6.3)
     */
    static List<Answer> read(String received, List<ReadRequest> requests, boolean ended) {
        AnswerReader reader = new AnswerReader(received, ended);
        List<Answer> answers = new ArrayList<>();
        int at = 0;
        while (at < received.length()) {
            int i = answers.size();
            boolean toHead = i < requests.size() && requests.get(i).method().equals("HEAD");
            // Whether what is malformed was a HEAD, a server need not know.
            boolean perhaps = toHead && requests.get(i).fate() == ReadRequest.Fate.MALFORMED;
            int start = at;
            Answer answer = reader.readOne(start, toHead && !perhaps)
                    .or(() -> perhaps ? reader.readOne(start, true) : Optional.empty())
                    .orElse(null);
            if (answer == null) {
                break;
            }
            answers.add(answer);
            at = answer.end();
        }
        return answers;
    }

    private Optional<Answer> readOne(int start, boolean toHead) {
        int at = start;
        for (int interim = 0; ; interim++) {
            int headEnd = received.indexOf("\r\n\r\n", at);
            if (headEnd < 0) {
                return Optional.empty();
            }
            String[] lines = received.substring(at, headEnd).split("\r\n", -1);
            Matcher line = STATUS_LINE.matcher(lines[0]);
            Finding.when(!line.matches(), "an answer that is none", () -> lines[0]);
            int status = Integer.parseInt(line.group(1));
            List<Field> fields = fields(lines);
            at = headEnd + 4;
            if (status >= 200) {
                return body(new Answer(interim, status, fields, "", at), toHead);
            }
        }
    }

    private static List<Field> fields(String[] lines) {
        List<Field> fields = new ArrayList<>();
        for (int i = 1; i < lines.length; i++) {
            String text = lines[i];
            Matcher line = FIELD_LINE.matcher(text);
            Finding.when(!line.matches(), "a field line that is none", () -> text);
            fields.add(new Field(line.group(1), line.group(2)));
        }
        return fields;
    }

    /** Takes the body as RFC 9112 §6.3 has it; empty if it has not come to its end. */
    private Optional<Answer> body(Answer head, boolean toHead) {
        List<String> lengths = ReadRequest.values(head.fields(), "Content-Length");
        boolean chunked = head.field("Transfer-Encoding").isPresent();
        Finding.when(lengths.size() > 1, "an answer of two lengths", head::toString);
        Finding.when(chunked && !lengths.isEmpty(), "an answer with a length and a coding", head::toString);
        if (toHead || head.status() == 204 || head.status() == 304) {
            return Optional.of(head);
        }
        if (chunked) {
            return chunks(head);
        }
        Finding.when(lengths.isEmpty() && !head.announcesClose(), "an answer of no length", head::toString);
        if (lengths.isEmpty() && !ended) {
            return Optional.empty();
        }
        int end = lengths.isEmpty() ? received.length() : head.end() + Integer.parseInt(lengths.get(0));
        return end > received.length()
                ? Optional.empty()
                : Optional.of(with(head, received.substring(head.end(), end), end));
    }

    private Optional<Answer> chunks(Answer head) {
        StringBuilder body = new StringBuilder();
        int at = head.end();
        while (true) {
            int lineEnd = received.indexOf("\r\n", at);
            if (lineEnd < 0) {
                return Optional.empty();
            }
            int size = Integer.parseInt(received.substring(at, lineEnd), 16);
            at = lineEnd + 2;
            if (at + size + 2 > received.length()) {
                return Optional.empty();
            }
            Finding.when(!received.startsWith("\r\n", at + size), "a chunk without an end", head::toString);
            body.append(received, at, at + size);
            at += size + 2;
            if (size == 0) {
                return Optional.of(with(head, body.toString(), at));
            }
        }
    }

    private static Answer with(Answer head, String body, int end) {
        return new Answer(head.interim(), head.status(), head.fields(), body, end);
    }
}
