package io.vmshare.filter;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.ResponseCommitListener;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.util.LinkedHashMap;
import java.util.Map;

/** Adds {@code Server} and the owner's own fields to every answer, when its head goes out: they win over ours. */
public final class AnswerFields implements HttpHandler, ResponseCommitListener {

    private final Map<HttpString, String> fields = new LinkedHashMap<>();
    private final HttpHandler next;

    /** Creates one that adds {@code fields}. */
    public AnswerFields(Map<String, String> fields, HttpHandler next) {
        this.fields.put(Headers.SERVER, "share");
        fields.forEach((name, value) -> this.fields.put(new HttpString(name), value));
        this.next = next;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        exchange.addResponseCommitListener(this);
        next.handleRequest(exchange);
    }

    @Override
    public void beforeCommit(HttpServerExchange exchange) {
        HeaderMap answer = exchange.getResponseHeaders();
        for (Map.Entry<HttpString, String> field : fields.entrySet()) {
            answer.put(field.getKey(), field.getValue());
        }
    }
}
