package io.vmshare.listing;

import io.vmshare.http.QueryString;
import io.vmshare.http.RequestRefused;
import io.vmshare.listing.ListingOptions.SortKey;
import io.vmshare.listing.format.FormatName;
import io.vmshare.listing.walk.NameGlob;
import java.util.Optional;

/**
 * What a query asks of a listing. Pure.
 *
 * @param format the format; empty leaves it to {@code Accept}
 * @param sorting the order; empty leaves it to the format and the options
 * @param depth how many levels of directories are told of; empty if the query does not say
 * @param find which names are searched for; empty if none are
 */
record ListingQuery(
        Optional<FormatName> format, Optional<Sorting> sorting, Optional<Integer> depth, Optional<NameGlob> find) {

    /**
     * Reads {@code query}.
     *
     * @throws RequestRefused with 400 if a key that is known has a value that is not, with 403 if it searches and
     *     {@code options} turn that off
     */
    static ListingQuery of(QueryString query, ListingOptions options) {
        Optional<FormatName> format = query.first("list").map(ListingQuery::named);
        Optional<Integer> depth = query.first("depth").map(value -> depth(value, options.depth()));
        Optional<NameGlob> find = query.first("find").map(NameGlob::parse);
        if (find.isPresent() && options.depth() == 1) {
            throw new RequestRefused(403, "this share is not searched");
        }
        boolean walks = find.isPresent() || depth.orElse(1) > 1;
        if (walks && format.equals(Optional.of(FormatName.PYTHON))) {
            throw new RequestRefused(400, "list=python is of one directory, without depth and find");
        }
        return new ListingQuery(format, sorting(query, options), depth, find);
    }

    private static FormatName named(String value) {
        return FormatName.of(value)
                .orElseThrow(() -> new RequestRefused(400, "list takes html, json, ndjson, text or python"));
    }

    private static Optional<Sorting> sorting(QueryString query, ListingOptions options) {
        Optional<SortKey> key = query.first("sort").map(ListingQuery::key);
        Optional<Boolean> descending = query.first("order").map(ListingQuery::descending);
        return key.isEmpty() && descending.isEmpty()
                ? Optional.empty()
                : Optional.of(new Sorting(key.orElse(options.sort()), descending.orElse(false)));
    }

    private static SortKey key(String value) {
        return switch (value) {
            case "name" -> SortKey.NAME;
            case "size" -> SortKey.SIZE;
            case "time" -> SortKey.TIME;
            default -> throw new RequestRefused(400, "sort takes name, size or time");
        };
    }

    private static boolean descending(String value) {
        return switch (value) {
            case "asc" -> false;
            case "desc" -> true;
            default -> throw new RequestRefused(400, "order takes asc or desc");
        };
    }

    private static int depth(String value, int most) {
        int depth = 0;
        for (int i = 0; i < value.length() && depth <= most; i++) {
            char c = value.charAt(i);
            depth = c >= '0' && c <= '9' ? depth * 10 + (c - '0') : most + 1;
        }
        if (depth < 1 || depth > most) {
            throw new RequestRefused(400, "depth takes a number from 1 to " + most);
        }
        return depth;
    }
}
