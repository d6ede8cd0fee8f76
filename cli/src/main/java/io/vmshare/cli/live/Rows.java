package io.vmshare.cli.live;

import io.vmshare.transfer.Download;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The downloads under way, put together by who downloads what. Used by one thread. */
final class Rows {

    private final Map<Key, Row> rows = new LinkedHashMap<>();

    private record Key(String client, String target, String tag) {}

    /**
     * Looks how far all have come.
     *
     * @param over those that have ended since the last look
     */
    void look(Collection<Download> underWay, Iterable<Download> over, long now) {
        for (Download download : underWay) {
            rows.computeIfAbsent(key(download), key -> new Row(download)).add(download);
        }
        for (Download download : over) {
            Row row = rows.get(key(download));
            if (row != null) {
                row.finish(download);
            }
        }
        for (Iterator<Row> all = rows.values().iterator(); all.hasNext(); ) {
            Row row = all.next();
            row.look(now);
            if (row.isOver()) {
                all.remove();
            }
        }
    }

    private static Key key(Download download) {
        return new Key(download.client(), download.target(), download.tag());
    }

    /** Returns those that had begun at {@code time}, in the order in which they were seen. */
    List<Row> since(long time) {
        List<Row> since = new ArrayList<>();
        for (Row row : rows.values()) {
            if (row.started() - time <= 0) {
                since.add(row);
            }
        }
        return since;
    }
}
