package io.vmshare.property;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.vmshare.fuzz.HeadProperty;
import io.vmshare.http.HttpDate;
import io.vmshare.http.RangeSelection;
import io.vmshare.image.iso.IsoProperty;
import io.vmshare.path.RequestPath;
import io.vmshare.path.TargetProperty;
import io.vmshare.text.PercentEncoding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** The properties with inputs that a coverage-guided fuzzer makes. Its name keeps it out of ordinary runs. */
class GrammarFuzz {

    private static final String TIME = "10m";

    private static String rest(FuzzedDataProvider data) {
        return latin1(data.consumeRemainingAsBytes());
    }

    private static String latin1(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    @FuzzTest(maxDuration = TIME)
    void range(FuzzedDataProvider data) {
        long length = data.consumeBoolean() ? data.consumeInt(0, 30) : data.consumeLong(0, Long.MAX_VALUE);
        RangeProperty.check(RangeSelection::of, "bytes=" + rest(data), length);
    }

    @FuzzTest(maxDuration = TIME)
    void date(FuzzedDataProvider data) {
        Instant now = Instant.ofEpochSecond(data.consumeLong(0, 4_000_000_000L));
        DateProperty.check(HttpDate::parse, rest(data), now);
    }

    @FuzzTest(maxDuration = TIME)
    void path(FuzzedDataProvider data) {
        PathProperty.check(RequestPath::parse, data.consumeRemainingAsString());
    }

    @FuzzTest(maxDuration = TIME)
    void encoding(FuzzedDataProvider data) {
        PathProperty.checkEncoding(data.consumeRemainingAsString());
    }

    @FuzzTest(maxDuration = TIME)
    void target(FuzzedDataProvider data) {
        boolean holdsHost = data.consumeBoolean();
        String mount = data.pickValue(new String[] {"", "/", "/a", "/a/b", "/%5c"});
        String query = latin1(data.consumeBytes(data.consumeInt(0, 20)));
        TargetProperty.check(rest(data), holdsHost, mount, query);
    }

    @FuzzTest(maxDuration = TIME)
    void host(FuzzedDataProvider data) {
        FieldProperty.checkHost(data.consumeRemainingAsString());
    }

    @FuzzTest(maxDuration = TIME)
    void conditions(FuzzedDataProvider data) {
        int present = data.consumeInt(0, 15);
        String date = latin1(data.consumeBytes(data.consumeInt(0, 40)));
        String tags = rest(data);
        FieldProperty.checkTag(tags);
        FieldProperty.checkConditions(tags, date, present);
    }

    @FuzzTest(maxDuration = TIME)
    void accept(FuzzedDataProvider data) {
        FieldProperty.checkAccept(rest(data), "text/html");
    }

    @FuzzTest(maxDuration = TIME)
    void dictionary(FuzzedDataProvider data) {
        DictionaryProperty.checkWanted(rest(data));
    }

    @FuzzTest(maxDuration = TIME)
    void head(FuzzedDataProvider data) {
        HeadProperty.check("GET / HTTP/1.1\r\nHost: x\r\n" + rest(data) + "\r\n\r\n");
    }

    /** A sound image in which bytes of its descriptors, directories and fields are others. */
    @FuzzTest(maxDuration = TIME)
    void iso(FuzzedDataProvider data) throws IOException {
        byte[] image = IsoProperty.seed(data.consumeInt(0, 2));
        while (data.remainingBytes() >= 3) {
            image[data.consumeInt(16 * 2048, 27 * 2048 - 1)] = data.consumeByte();
        }
        IsoProperty.check(image);
    }

    /** Not ours but {@link PropertyTest}'s planted bug: running it shows that the fuzzer finds what is there. */
    @FuzzTest(maxDuration = TIME)
    void plantedBugDecodedTwice(FuzzedDataProvider data) {
        if (Boolean.getBoolean("share.fuzz.planted")) {
            PathProperty.check(raw -> RequestPath.parse(PercentEncoding.decode(raw)), data.consumeRemainingAsString());
        }
    }
}
