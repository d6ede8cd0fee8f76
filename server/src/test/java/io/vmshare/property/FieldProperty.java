package io.vmshare.property;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.http.AcceptList;
import io.vmshare.http.ConditionalFields;
import io.vmshare.http.EntityTag;
import io.vmshare.http.HostField;
import io.vmshare.http.HttpDate;
import io.vmshare.http.Preconditions;
import io.vmshare.http.Preconditions.Outcome;
import io.vmshare.http.Validators;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Host, entity tags, conditions and Accept by patterns that follow the RFCs' rules one by one. */
public final class FieldProperty {

    private static final String UNRESERVED = "[A-Za-z0-9._~-]";
    private static final String ENCODED = "%[0-9A-Fa-f]{2}";
    private static final String SUB_DELIMS = "[!$&'()*+,;=]";
    private static final String OCTET = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    private static final String IPV4 = OCTET + "(?:\\." + OCTET + "){3}";
    private static final String H16 = "[0-9A-Fa-f]{1,4}";
    private static final String LS32 = "(?:" + H16 + ":" + H16 + "|" + IPV4 + ")";

    /** RFC 3986 §3.2.2, line by line. */
    private static final String IPV6 = "(?:"
            + String.join(
                            "|",
                            "(?:H:){6}L",
                            "::(?:H:){5}L",
                            "(?:H)?::(?:H:){4}L",
                            "(?:(?:H:){0,1}H)?::(?:H:){3}L",
                            "(?:(?:H:){0,2}H)?::(?:H:){2}L",
                            "(?:(?:H:){0,3}H)?::H:L",
                            "(?:(?:H:){0,4}H)?::L",
                            "(?:(?:H:){0,5}H)?::H",
                            "(?:(?:H:){0,6}H)?::")
                    .replace("H", H16)
                    .replace("L", LS32)
            + ")";

    private static final Pattern HOST = Pattern.compile("(?:\\[(?:" + IPV6 + "(?:%25(?:" + UNRESERVED + "|" + ENCODED
            + ")+)?|[vV][0-9A-Fa-f]+\\.(?:" + UNRESERVED + "|" + SUB_DELIMS + "|:)+)\\]|(?:" + UNRESERVED + "|"
            + ENCODED + "|" + SUB_DELIMS + ")*)(?::\\d*)?");

    private static final String TAG = "(?:W/)?\"[!\\x23-\\x7e\\x80-\\xff]*\"";
    private static final Pattern TAGS =
            Pattern.compile("[ \t,]*(?:" + TAG + "(?:[ \t]*,[ \t,]*" + TAG + ")*+[ \t,]*)?");

    private static final Instant CHANGED = Instant.parse("2020-01-02T03:04:05Z");

    private FieldProperty() {}

    /** RFC 9112 §3.2, RFC 3986 §3.2.2, RFC 6874 §2. */
    public static void checkHost(String field) {
        assertThat(HostField.isValid(field))
                .as(field)
                .isEqualTo(HOST.matcher(field).matches());
    }

    /** RFC 9110 §8.8.3. */
    public static void checkTag(String text) {
        Optional<EntityTag> tag = EntityTag.parse(text);

        assertThat(tag.isPresent()).as(text).isEqualTo(text.matches(TAG));
        tag.ifPresent(read -> assertThat(read.render()).isEqualTo(text));
    }

    /** RFC 9110 §13.2.2 with one field of each kind; {@code present} has a bit for each that is there. */
    public static void checkConditions(String tags, String date, int present) {
        ConditionalFields fields = new ConditionalFields(
                (present & 1) != 0 ? tags : null,
                (present & 2) != 0 ? tags : null,
                (present & 4) != 0 ? date : null,
                (present & 8) != 0 ? date : null,
                null);
        Optional<Instant> read = HttpDate.parse(date);
        boolean failed = (present & 1) != 0
                ? !lists(tags, "\"a\"")
                : (present & 8) != 0 && read.isPresent() && CHANGED.isAfter(read.get());
        boolean known = (present & 2) != 0
                ? lists(tags, "(?:W/)?\"a\"")
                : (present & 4) != 0 && read.isPresent() && !CHANGED.isAfter(read.get());

        assertThat(Preconditions.evaluate(fields, new Validators(EntityTag.strong("a"), CHANGED)))
                .as("%s and %s, %d", tags, date, present)
                .isEqualTo(failed ? Outcome.FAILED : known ? Outcome.NOT_MODIFIED : Outcome.PROCEED);
    }

    /** RFC 9110 §12.5.1: a quality is one, what is named and wanted has one, and an empty element is nothing. */
    public static void checkAccept(String field, String type) {
        AcceptList list = AcceptList.of(field);

        assertThat(list.quality(type)).as(field).isBetween(0.0, 1.0);
        assertThat(!list.names(type) || list.quality(type) > 0).as(field).isTrue();
        assertThat(AcceptList.of(" ,\t," + field).quality(type)).as(field).isEqualTo(list.quality(type));
        assertThat(AcceptList.of(field).quality(type.toUpperCase(Locale.ROOT)))
                .as(field)
                .isEqualTo(list.quality(type));
    }

    private static boolean lists(String field, String tag) {
        if (field.equals("*")) {
            return true;
        }
        Matcher one = Pattern.compile(TAG).matcher(field);
        boolean found = false;
        while (TAGS.matcher(field).matches() && !found && one.find()) {
            found = one.group().matches(tag);
        }
        return found;
    }
}
