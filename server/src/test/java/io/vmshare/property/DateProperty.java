package io.vmshare.property;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.http.HttpDate;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** RFC 9110 §5.6.7 by patterns. */
public final class DateProperty {

    private static final List<String> MONTHS =
            List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");
    private static final String MONTH = "(?<month>" + String.join("|", MONTHS) + ")";
    private static final String DAY = "(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)";
    private static final String LONG_DAY = "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day";
    private static final String TIME = "(?<hour>\\d\\d):(?<minute>\\d\\d):(?<second>\\d\\d)";
    private static final Pattern IMF =
            Pattern.compile(DAY + ", (?<day>\\d\\d) " + MONTH + " (?<year>\\d{4}) " + TIME + " GMT");

    /** The engine makes one space of two, so a day may stand behind one. */
    private static final Pattern ASCTIME =
            Pattern.compile(DAY + " " + MONTH + " (?<day>\\d\\d| ?\\d) " + TIME + " (?<year>\\d{4})");

    private static final Pattern RFC850 =
            Pattern.compile(LONG_DAY + ", (?<day>\\d\\d)-" + MONTH + "-(?<year>\\d\\d) " + TIME + " GMT");

    private DateProperty() {}

    /** What is to be checked. */
    public interface Parser {
        Optional<Instant> parse(String text, Instant now);
    }

    /** Fails if {@code parser} does not read what is there, or if what it reads is not written again as it was. */
    public static void check(Parser parser, String text, Instant now) {
        Optional<Instant> instant = parser.parse(text, now);

        assertThat(instant).as("%s, read at %s", text, now).isEqualTo(expected(text, now));
        instant.ifPresent(read -> {
            String rendered = HttpDate.render(read);
            assertThat(parser.parse(rendered, now)).as(text).contains(read);
            if (IMF.matcher(text).matches() && !text.contains("23:59:60")) {
                assertThat(rendered.substring(3)).as(text).isEqualTo(text.substring(3));
            }
        });
    }

    private static Optional<Instant> expected(String text, Instant now) {
        for (Pattern form : List.of(IMF, ASCTIME)) {
            Matcher date = form.matcher(text);
            if (date.matches()) {
                return instant(date, Integer.parseInt(date.group("year")));
            }
        }
        Matcher date = RFC850.matcher(text);
        if (!date.matches()) {
            return Optional.empty();
        }
        LocalDateTime horizon = LocalDateTime.ofInstant(now, ZoneOffset.UTC).plusYears(50);
        int year = horizon.getYear();
        while (year % 100 != Integer.parseInt(date.group("year"))) {
            year--;
        }
        Optional<Instant> latest = instant(date, year);
        return latest.isPresent() && !latest.get().isAfter(horizon.toInstant(ZoneOffset.UTC))
                ? latest
                : instant(date, year - 100);
    }

    private static Optional<Instant> instant(Matcher date, int year) {
        boolean leap = date.group("hour").equals("23")
                && date.group("minute").equals("59")
                && date.group("second").equals("60");
        try {
            LocalDateTime time = LocalDateTime.of(
                    year,
                    MONTHS.indexOf(date.group("month")) + 1,
                    Integer.parseInt(date.group("day").strip()),
                    Integer.parseInt(date.group("hour")),
                    Integer.parseInt(date.group("minute")),
                    leap ? 59 : Integer.parseInt(date.group("second")));
            return Optional.of(time.plusSeconds(leap ? 1 : 0).toInstant(ZoneOffset.UTC))
                    .filter(instant -> instant.isBefore(Instant.parse("+10000-01-01T00:00:00Z")));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
