package io.vmshare.filter;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.ResponseCommitListener;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.vmshare.http.DateField;
import java.util.LinkedHashMap;
import java.util.Map;

/** Adds {@code Date}, {@code Server} and the owner's own fields to every answer, when its head goes out: they win over ours. */
public final class AnswerFields implements HttpHandler, ResponseCommitListener {

    private final Map<HttpString, String> fields = new LinkedHashMap<>();
    private final DateField date = new DateField();
    private final HttpHandler next;

    /** Creates one that adds {@code fields}. */
    public AnswerFields(Map<String, String> fields, HttpHandler next) {
        this.fields.putAll(of(fields));
        this.next = next;
    }

    /** Returns what every answer has but its {@code Date}: the owner's own {@code fields}, by name, and ours. */
    public static Map<HttpString, String> of(Map<String, String> fields) {
        Map<HttpString, String> all = new LinkedHashMap<>();
        all.put(Headers.SERVER, "share");
        for (Map.Entry<String, String> field : fields.entrySet()) {
            all.put(new HttpString(field.getKey()), field.getValue());
        }
        return all;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        exchange.addResponseCommitListener(this);
        next.handleRequest(exchange);
    }

    @Override
    public void beforeCommit(HttpServerExchange exchange) {
        HeaderMap answer = exchange.getResponseHeaders();
        // The engine's date is cached for all servers of the JVM until a thread of one of them renews it; when that one
        // has been stopped it stands still, and files seem modified after the answer (RFC 9110 §6.6.1, §8.8.2.1).
        answer.put(Headers.DATE, date.now());
        for (Map.Entry<HttpString, String> field : fields.entrySet()) {
            answer.put(field.getKey(), field.getValue());
        }
    }
}
