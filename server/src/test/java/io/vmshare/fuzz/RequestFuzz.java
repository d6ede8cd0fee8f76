package io.vmshare.fuzz;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Sends mutated requests to a server and gathers what it gets wrong. A conversation is made of the run's seed and its own
 * number alone, so that it can be had again by itself.
 */
final class RequestFuzz {

    /** What one request is followed by on the same connection, at most. */
    private static final int MAX_REQUESTS = 6;

    private static final int MAX_SHOWN = 2000;

    /** Words that mean something in requests, or did once. */
    private static final List<String> WORDS = List.of(
            "GET",
            "HEAD",
            "POST",
            "OPTIONS",
            "/",
            "*",
            "/file.txt",
            "/large.bin",
            "/directory",
            "/smuggled-0",
            "/smuggled-1",
            "/../secret.txt",
            "/%2e%2e/secret.txt",
            "/%252e%252e%252fsecret.txt",
            "http://x/file.txt",
            "HTTP/1.0",
            "HTTP/1.1",
            "Host",
            "Range",
            "If-Range",
            "If-None-Match",
            "If-Match",
            "If-Modified-Since",
            "Content-Length",
            "Transfer-Encoding",
            "Connection",
            "Expect",
            "Accept",
            "Upgrade",
            "close",
            "keep-alive",
            "chunked",
            "identity",
            "gzip",
            "100-continue",
            "bytes=0-0",
            "bytes=-1",
            "bytes=0-,0-",
            "bytes=1-0",
            "\"stale\"",
            "W/\"\"",
            "0",
            "37");

    private final int port;
    private final Judge judge;
    private final Duration patience;
    private final RequestMutator mutator;

    /**
     * Creates one against {@code port} of this machine.
     *
     * @param patience how long it waits for an answer
     */
    RequestFuzz(int port, Judge judge, Duration patience) {
        this.port = port;
        this.judge = judge;
        this.patience = patience;
        this.mutator =
                new RequestMutator(Seeds.all().stream().map(Seeds.Seed::bytes).toList(), WORDS);
    }

    /**
     * Returns what was wrong, the first of each kind with how to see it again; empty if nothing was.
     *
     * @param from the number of the first conversation
     * @param requests how many requests are made, the markers not counted
     */
    Map<String, String> run(long seed, long from, long requests) throws IOException {
        return run(seed, from, requests, "");
    }

    /** Returns the same, but stops when it has found something of the kind {@code enough}. */
    Map<String, String> run(long seed, long from, long requests, String enough) throws IOException {
        Map<String, String> findings = new LinkedHashMap<>();
        long made = 0;
        for (long number = from; made < requests && !findings.containsKey(enough); number++) {
            Random random = new Random(seed * 1_000_003 + number);
            random.nextLong(); // the first numbers of neighbouring seeds are much the same
            List<String> said = new ArrayList<>();
            try {
                made += converse(random, said);
            } catch (Finding e) {
                made += said.size();
                findings.putIfAbsent(e.kind(), describe(seed, number, e, said));
            }
        }
        return findings;
    }

    /** Sends every seed as it is, in every manner, and returns what was wrong. */
    Map<String, String> runSeeds() throws IOException {
        Map<String, String> findings = new LinkedHashMap<>();
        for (Seeds.Seed seed : Seeds.all()) {
            for (Conversation.Manner manner : Conversation.Manner.values()) {
                try (Conversation conversation = Conversation.with(port, judge, patience)) {
                    conversation.say(seed.bytes(), manner, seed.bytes().length() / 2);
                } catch (Finding e) {
                    findings.put(seed.name() + ", " + manner, e.getMessage());
                }
            }
        }
        return findings;
    }

    private int converse(Random random, List<String> said) throws IOException {
        Conversation.Manner manner = Conversation.Manner.values()[random.nextInt(3)];
        try (Conversation conversation = Conversation.with(port, judge, patience)) {
            boolean open = true;
            while (open && said.size() < MAX_REQUESTS) {
                String request = mutator.next(random);
                said.add(request);
                open = conversation.say(request, manner, random.nextInt(request.length() + 1));
            }
        }
        return said.size();
    }

    private static String describe(long seed, long number, Finding finding, List<String> said) {
        return String.format(
                "-Dshare.fuzz.seed=%d -Dshare.fuzz.from=%d -Dshare.fuzz.requests=1%n%s%nafter%n%s",
                seed,
                number,
                shown(Seeds.escape(finding.getMessage())),
                shown(Seeds.escape(said.get(said.size() - 1))));
    }

    private static String shown(String text) {
        return text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "...";
    }
}
