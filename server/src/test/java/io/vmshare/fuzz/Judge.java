package io.vmshare.fuzz;

import io.vmshare.fuzz.ReadRequest.Fate;
import io.vmshare.fuzz.ReadRequest.Then;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says what is wrong with the answers to a row of requests, if anything is; immutable. */
final class Judge {

    /** How a server refuses what is malformed or too large (RFC 9110 §15.5, RFC 6585 §5). */
    private static final Set<Integer> REFUSALS = Set.of(400, 408, 413, 414, 417, 431, 501, 505);

    private static final Pattern PLAIN_HOST =
            Pattern.compile("([A-Za-z0-9.-]*|\\[[0-9a-f]{0,4}::[0-9a-f]{1,4}])(:\\d{0,7})?");
    private static final Pattern NO_HOST = Pattern.compile(".*[^A-Za-z0-9._~!$&'()*+,;=%:\\[\\]-].*", Pattern.DOTALL);
    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d+)-(\\d+)/(\\d+)");
    private static final Pattern PART =
            Pattern.compile("\r\nContent-Range: bytes (\\d+)-(\\d+)/(\\d+)\r\n", Pattern.CASE_INSENSITIVE);

    /** {@link KnownTree#MODIFIED} in the three forms; the day's name need not be right, and many spaces are one. */
    private static final Pattern CURRENT_DATE =
            Pattern.compile(".*(02 Jan 2020 03:04:05 GMT|02-Jan-20 03:04:05 GMT|Jan 0?2 03:04:05 2020)");

    private final KnownTree tree;
    private final String currentTags;

    /**
     * Creates one.
     *
     * @param currentTags the entity tags of the files, one after the other
     */
    Judge(KnownTree tree, String currentTags) {
        this.tree = tree;
        this.currentTags = currentTags;
    }

    /**
     * Throws a {@link Finding} if {@code answers} are not the right ones.
     *
     * @param complete whether the server had its say: it closed, and nothing that it sent was lost
     */
    void judge(List<ReadRequest> requests, List<Answer> answers, boolean complete) {
        for (int i = 0; i < Math.min(requests.size(), answers.size()); i++) {
            judge(requests.get(i), answers.get(i));
        }
        Finding.when(
                answers.size() > requests.size(),
                "an answer to what is no request",
                () -> answers.get(requests.size()).toString());
        if (complete && answers.size() < requests.size()) {
            Answer last = answers.isEmpty() ? null : answers.get(answers.size() - 1);
            Then then = answers.isEmpty()
                    ? Then.NEXT
                    : requests.get(answers.size() - 1).then();
            Fate fate = requests.get(answers.size()).fate();
            boolean mayEnd = then == Then.NEXT_OR_END || (last != null && last.mayEnd());
            boolean mayBeSilent = fate == Fate.MALFORMED || fate == Fate.BROKEN_BODY;
            Finding.when(
                    !mayEnd && !mayBeSilent,
                    "no answer",
                    () -> requests.get(answers.size()).toString());
        }
    }

    private void judge(ReadRequest request, Answer answer) {
        String both = answer + " to " + request;
        int status = answer.status();
        Finding.when(status >= 500 && status != 501 && status != 505, "a server error", () -> both);
        Finding.when(answer.body().contains(KnownTree.SECRET), "a file outside of the root", () -> both);
        Finding.when(answer.field("Server").isEmpty(), "an answer without a name", () -> both);
        Finding.when(answer.interim() > 0 && !request.has("Expect"), "an interim answer unasked", () -> both);
        if (request.fate() == Fate.MALFORMED) {
            Finding.when(!REFUSALS.contains(status), "a malformed request answered", () -> both);
            return;
        }
        boolean refused = REFUSALS.contains(status);
        boolean badHost = request.version().equals("HTTP/1.1") && isBadHost(request.values("Host"));
        Finding.when(badHost && !refused, "a bad Host answered", () -> both);
        judgeContent(request, answer, both);
        boolean known = tree.at(request.target()).isPresent();
        boolean clear = request.fate() == Fate.GOOD && isPlainHost(request) && known;
        if (clear && (request.method().equals("GET") || request.method().equals("HEAD"))) {
            Finding.when(!isRightStatus(request, status), "a file not answered", () -> both);
        }
        Finding.when(
                answer.announcesClose()
                        && !answer.mayEnd()
                        && request.then() == Then.NEXT
                        && request.fate() == Fate.GOOD,
                "a close without need",
                () -> both);
    }

    private static boolean isRightStatus(ReadRequest request, int status) {
        return switch (status) {
            case 200 -> true;
            case 206, 416 -> request.has("Range");
            case 304 -> request.has("If-None-Match") || request.has("If-Modified-Since");
            case 412 -> request.has("If-Match") || request.has("If-Unmodified-Since");
            default -> false;
        };
    }

    private static boolean isBadHost(List<String> hosts) {
        return hosts.size() != 1 || NO_HOST.matcher(hosts.get(0)).matches();
    }

    private static boolean isPlainHost(ReadRequest request) {
        List<String> hosts = request.values("Host");
        return hosts.isEmpty()
                ? request.version().equals("HTTP/1.0")
                : hosts.size() == 1 && PLAIN_HOST.matcher(hosts.get(0)).matches();
    }

    /** Compares the bytes with those of the file asked for; nothing else may hold any file's. */
    private void judgeContent(ReadRequest request, Answer answer, String both) {
        Optional<String> file = tree.at(request.target());
        boolean reads = request.method().equals("GET") || request.method().equals("HEAD");
        if (file.isEmpty() || !reads || (answer.status() != 200 && answer.status() != 206)) {
            Finding.when(
                    tree.fileWithin(answer.body()).isPresent(),
                    "a file that was not asked for",
                    () -> tree.fileWithin(answer.body()) + " in " + both);
            return;
        }
        boolean get = request.method().equals("GET");
        if (answer.status() == 200) {
            Finding.when(get && !answer.body().equals(file.get()), "other bytes than the file's", () -> both);
            Finding.when(
                    !answer.field("Content-Length")
                            .equals(Optional.of(String.valueOf(file.get().length()))),
                    "another length than the file's",
                    () -> both);
            return;
        }
        Finding.when(!request.has("Range"), "a part without a range", () -> both);
        Finding.when(!isCurrent(request.values("If-Range")), "a part of a stale file", () -> both);
        if (get) {
            judgeParts(file.get(), answer, both);
        }
    }

    private boolean isCurrent(List<String> ifRange) {
        return ifRange.stream()
                .allMatch(value -> (value.startsWith("\"") && currentTags.contains(value))
                        || CURRENT_DATE.matcher(value.replaceAll(" +", " ")).matches());
    }

    private static void judgeParts(String file, Answer answer, String both) {
        Optional<String> single = answer.field("Content-Range");
        if (single.isPresent()) {
            Matcher range = CONTENT_RANGE.matcher(single.get());
            Finding.when(!range.matches() || !isPart(file, range, answer.body(), 0, true), "a wrong part", () -> both);
            return;
        }
        Matcher part = PART.matcher(answer.body());
        int parts = 0;
        while (part.find()) {
            int start = answer.body().indexOf("\r\n\r\n", part.end() - 2) + 4;
            Finding.when(!isPart(file, part, answer.body(), start, false), "a wrong part of many", () -> both);
            parts++;
        }
        Finding.when(parts == 0, "no part", () -> both);
    }

    private static boolean isPart(String file, Matcher range, String body, int start, boolean whole) {
        long first = Long.parseLong(range.group(1));
        long last = Long.parseLong(range.group(2));
        if (first > last || last >= file.length() || Long.parseLong(range.group(3)) != file.length()) {
            return false;
        }
        String expected = file.substring((int) first, (int) last + 1);
        return whole ? body.equals(expected) : body.startsWith(expected + "\r\n--", start);
    }
}
