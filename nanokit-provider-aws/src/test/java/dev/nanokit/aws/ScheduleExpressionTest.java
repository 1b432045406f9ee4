package dev.nanokit.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Times of cron jobs, in the words of EventBridge Scheduler. */
final class ScheduleExpressionTest {

    /** In steps of so many minutes every minute of an hour, and every hour of a day, comes up. */
    private static final int PRIME = 31;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    0 3 * * *           | cron(0 3 * * ? *)
                    * * * * *           | cron(* * * * ? *)
                    */5 * * * *         | cron(0/5 * * * ? *)
                    */7 * * * *         | cron(0/7 * * * ? *)
                    3/20 * * * *        | cron(3/20 * * * ? *)
                    0-59 * * * *        | cron(* * * * ? *)
                    10-40/10 * * * *    | cron(10,20,30,40 * * * ? *)
                    0,30 9-17 * * *     | cron(0,30 9-17 * * ? *)
                    0 */6 * * *         | cron(0 0/6 * * ? *)
                    0 0 1 * *           | cron(0 0 1 * ? *)
                    0 0 1,15 * *        | cron(0 0 1,15 * ? *)
                    0 0 */2 * *         | cron(0 0 1/2 * ? *)
                    0 0 1 jan,JUL *     | cron(0 0 1 1,7 ? *)
                    0 0 29 2 *          | cron(0 0 29 2 ? *)
                    0 0 31 2,3 *        | cron(0 0 31 2,3 ? *)
                    0 0 * * 0           | cron(0 0 ? * 1 *)
                    0 0 * * 7           | cron(0 0 ? * 1 *)
                    0 0 * * 1-5         | cron(0 0 ? * 2,3,4,5,6 *)
                    0 0 * * mon-fri     | cron(0 0 ? * 2,3,4,5,6 *)
                    0 0 * * fri-sun     | cron(0 0 ? * 1,6,7 *)
                    0 0 * * 5-7         | cron(0 0 ? * 1,6,7 *)
                    0 0 * * 0-7         | cron(0 0 * * ? *)
                    0 0 * * */2         | cron(0 0 ? * 1,3,5,7 *)
                    0 0 1-31 * sun      | cron(0 0 ? * 1 *)
                    0 30 2 * * *        | cron(30 2 * * ? *)
                    """)
    void fields_are_translated(String cron, String expression) {
        assertThat(ScheduleExpression.of(cron)).hasToString(expression);
        List<LocalDateTime> differing = new ArrayList<>();
        Predicate<LocalDateTime> byCron = ScheduleExpressionTest.byCron(cron);
        Predicate<LocalDateTime> byAws = ScheduleExpressionTest.byAws(expression);
        LocalDateTime end = LocalDateTime.of(2029, 1, 1, 0, 0);
        for (LocalDateTime time = LocalDateTime.of(2028, 1, 1, 0, 0);
                time.isBefore(end);
                time = time.plusMinutes(PRIME)) {
            if (byCron.test(time) != byAws.test(time)) {
                differing.add(time);
            }
        }
        assertThat(differing)
                .as("minutes of a leap year at which but one of both runs")
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    0 0 13 * 5          | make it two jobs
                    0 0 */2 * mon       | make it two jobs
                    0 0 31 2 *          | day 31
                    0 0 31 4,6,9,11 *   | day 31
                    30 0 3 * * *        | no seconds
                    */10 * * * * *      | no seconds
                    jan 3 * * *         | is not one of 0 to 59
                    0 mon * * *         | is not one of 0 to 23
                    0 0 * * sat-mon     | ends before it begins
                    0 0 * dec-jan *     | ends before it begins
                    @daily              | five fields
                    60 * * * *          | is not one of 0 to 59
                    """)
    void what_it_cannot_say_is_refused_with_the_reason(String cron, String reason) {
        assertThatThrownBy(() -> ScheduleExpression.of(cron))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void what_is_too_long_is_refused() {
        assertThatThrownBy(() -> ScheduleExpression.of("0-29,31-59 0-11,13-23 1-14,16-31 1-5,7-12 *"))
                .hasMessageContaining("256 characters");
    }

    /** As crontab(5) has it. */
    private static Predicate<LocalDateTime> byCron(String cron) {
        String[] all = cron.split(" ", -1);
        String[] fields = all.length == 6 ? java.util.Arrays.copyOfRange(all, 1, 6) : all;
        return time -> holds(fields[0], time.getMinute(), 0, 59)
                && holds(fields[1], time.getHour(), 0, 23)
                && holds(fields[2], time.getDayOfMonth(), 1, 31)
                && holds(fields[3], time.getMonthValue(), 1, 12)
                && (holds(fields[4], time.getDayOfWeek().getValue() % 7, 0, 7)
                        || holds(fields[4], time.getDayOfWeek().getValue(), 0, 7));
    }

    /** As EventBridge Scheduler has it, where a question mark says nothing, and the first day of a week is Sunday. */
    private static Predicate<LocalDateTime> byAws(String expression) {
        String[] fields =
                expression.substring("cron(".length(), expression.length() - 1).split(" ", -1);
        return time -> holds(fields[0], time.getMinute(), 0, 59)
                && holds(fields[1], time.getHour(), 0, 23)
                && (fields[2].equals("?") || holds(fields[2], time.getDayOfMonth(), 1, 31))
                && holds(fields[3], time.getMonthValue(), 1, 12)
                && (fields[4].equals("?")
                        || holds(fields[4], time.getDayOfWeek().getValue() % 7 + 1, 1, 7));
    }

    private static boolean holds(String field, int value, int least, int most) {
        for (String item : field.split(",", -1)) {
            String[] parts = item.split("/", -1);
            String[] ends = parts[0].split("-", -1);
            int from = parts[0].equals("*") ? least : number(ends[0]);
            int to = ends.length == 2 ? number(ends[1]) : parts[0].equals("*") || parts.length == 2 ? most : from;
            if (ends.length == 2 && ends[1].equals("sun")) {
                to = 7;
            }
            int step = parts.length == 2 ? Integer.parseInt(parts[1]) : 1;
            if (value >= from && value <= to && (value - from) % step == 0) {
                return true;
            }
        }
        return false;
    }

    private static int number(String text) {
        String months = "jan feb mar apr may jun jul aug sep oct nov dec";
        String days = "sun mon tue wed thu fri sat";
        String word = text.toLowerCase(Locale.ROOT);
        if (days.contains(word) && word.length() == 3) {
            return days.indexOf(word) / 4;
        }
        return months.contains(word) && word.length() == 3 ? months.indexOf(word) / 4 + 1 : Integer.parseInt(text);
    }
}
