package io.vmshare.cli.live;

import io.vmshare.transfer.Download;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The downloads under way, put together by who downloads what. Used by one thread. */
final class Rows {

    private final Map<Key, List<Row>> rows = new LinkedHashMap<>();
    private final Map<Download, Row> places = new HashMap<>();

    private record Key(String client, String target, String tag) {}

    /**
     * Looks how far all have come.
     *
     * @param over those that have ended since the last look
     */
    void look(Collection<Download> underWay, Iterable<Download> over, long now) {
        for (Download download : underWay) {
            places.computeIfAbsent(download, this::placeOf).add(download);
        }
        for (Download download : over) {
            Row place = places.remove(download);
            Row row = place == null ? find(download) : place;
            if (row != null) {
                row.finish(download);
            }
        }
        for (Iterator<List<Row>> all = rows.values().iterator(); all.hasNext(); ) {
            List<Row> same = all.next();
            same.forEach(row -> row.look(now));
            same.removeIf(Row::isOver);
            if (same.isEmpty()) {
                all.remove();
            }
        }
    }

    private Row placeOf(Download download) {
        Row found = find(download);
        if (found != null) {
            return found;
        }
        Row row = new Row(download);
        rows.computeIfAbsent(key(download), key -> new ArrayList<>()).add(row);
        return row;
    }

    private @Nullable Row find(Download download) {
        for (Row row : rows.getOrDefault(key(download), List.of())) {
            if (row.takes(download)) {
                return row;
            }
        }
        return null;
    }

    private static Key key(Download download) {
        return new Key(download.client(), download.target(), download.tag());
    }

    /** Returns those that had begun at {@code time}, in the order in which what they are of was seen. */
    List<Row> since(long time) {
        List<Row> since = new ArrayList<>();
        for (List<Row> same : rows.values()) {
            for (Row row : same) {
                if (row.started() - time <= 0) {
                    since.add(row);
                }
            }
        }
        return since;
    }
}
