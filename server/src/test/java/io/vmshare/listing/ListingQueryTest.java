package io.vmshare.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vmshare.http.QueryString;
import io.vmshare.http.RequestRefused;
import io.vmshare.listing.ListingOptions.SortKey;
import io.vmshare.listing.format.FormatName;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class ListingQueryTest {

    private static final ListingOptions BY_TIME = ListingOptions.DEFAULT.withSort(SortKey.TIME, true);

    private static ListingQuery query(String raw) {
        return ListingQuery.of(QueryString.of(raw), ListingOptions.DEFAULT);
    }

    @ParameterizedTest(name = "{0}: {1}, {2} {3}, depth {4}, find {5}")
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            x=1&C=M;O=A                   | none   | none | none  | none | false
            list=html                     | HTML   | none | none  | none | false
            list=json                     | JSON   | none | none  | none | false
            list=ndjson&depth=2           | NDJSON | none | none  | 2    | false
            list=text&depth=32            | TEXT   | none | none  | 32   | false
            list=python&depth=1           | PYTHON | none | none  | 1    | false
            sort=name                     | none   | NAME | false | none | false
            sort=size&order=asc           | none   | SIZE | false | none | false
            sort=time&order=desc          | none   | TIME | true  | none | false
            order=desc                    | none   | NAME | true  | none | false
            find=*.iso                    | none   | none | none  | none | true
            find=a&depth=1                | none   | none | none  | 1    | true
            list=json&list=nonsense       | JSON   | none | none  | none | false
            """)
    void of_query_isWhatItAsks(
            String raw,
            @Nullable FormatName format,
            @Nullable SortKey key,
            @Nullable Boolean descending,
            @Nullable Integer depth,
            boolean find) {
        ListingQuery query = query(raw);

        assertThat(query.format()).isEqualTo(Optional.ofNullable(format));
        assertThat(query.sorting().map(Sorting::key)).isEqualTo(Optional.ofNullable(key));
        assertThat(query.sorting().map(Sorting::descending)).isEqualTo(Optional.ofNullable(descending));
        assertThat(query.depth()).isEqualTo(Optional.ofNullable(depth));
        assertThat(query.find().isPresent()).isEqualTo(find);
    }

    @ParameterizedTest(name = "{0} is refused: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            list=                   | list takes html, json, ndjson, text or python
            list                    | list takes html, json, ndjson, text or python
            list=JSON               | list takes html, json, ndjson, text or python
            list=page               | list takes html, json, ndjson, text or python
            list=json%20            | list takes html, json, ndjson, text or python
            sort=date               | sort takes name, size or time
            sort=                   | sort takes name, size or time
            sort=Name               | sort takes name, size or time
            order=down              | order takes asc or desc
            order=                  | order takes asc or desc
            depth=0                 | depth takes a number from 1 to 32
            depth=33                | depth takes a number from 1 to 32
            depth=-1                | depth takes a number from 1 to 32
            depth=+1                | depth takes a number from 1 to 32
            depth=1.5               | depth takes a number from 1 to 32
            depth=                  | depth takes a number from 1 to 32
            depth=all               | depth takes a number from 1 to 32
            depth=4294967298        | depth takes a number from 1 to 32
            depth=99999999999999999 | depth takes a number from 1 to 32
            find=                   | find takes a pattern of names, such as *.iso, without a slash and up to 255 characters
            find=a/b                | find takes a pattern of names, such as *.iso, without a slash and up to 255 characters
            list=python&depth=2     | list=python is of one directory, without depth and find
            list=python&find=a      | list=python is of one directory, without depth and find
            """)
    void of_badValue_isRefusedInOneLine(String raw, String reason) {
        RequestRefused refused = catchThrowableOfType(RequestRefused.class, () -> query(raw));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused).hasMessage(reason);
    }

    @Test
    void of_keyOrOrderAlone_leavesTheOtherToWhatIsPlain() {
        assertThat(ListingQuery.of(QueryString.of("order=asc"), BY_TIME).sorting())
                .contains(new Sorting(SortKey.TIME, false));
        assertThat(ListingQuery.of(QueryString.of("sort=size"), BY_TIME).sorting())
                .contains(new Sorting(SortKey.SIZE, false));
    }

    @Test
    void of_depthOff_refusesBoth() {
        ListingOptions flat = ListingOptions.DEFAULT.withDepth(1);

        assertThat(ListingQuery.of(QueryString.of("list=json&depth=1"), flat).depth())
                .contains(1);
        assertThatThrownBy(() -> ListingQuery.of(QueryString.of("depth=2"), flat))
                .hasMessage("depth takes a number from 1 to 1");
        RequestRefused refused =
                catchThrowableOfType(RequestRefused.class, () -> ListingQuery.of(QueryString.of("find=a"), flat));
        assertThat(refused.status()).isEqualTo(403);
    }

    @Test
    void options_outOfBounds_areRefused() {
        assertThatThrownBy(() -> ListingOptions.DEFAULT.withDepth(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("listing depth must be 1 to 32: 0");
        assertThatThrownBy(() -> ListingOptions.DEFAULT.withDepth(33)).hasMessage("listing depth must be 1 to 32: 33");
    }
}
