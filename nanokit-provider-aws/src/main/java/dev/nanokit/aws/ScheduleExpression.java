package dev.nanokit.aws;

import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The times of a cron job as EventBridge Scheduler writes them, see
 * https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html: a year at the end, days of the week from 1 for
 * Sunday, and exactly one of the two fields for days is a question mark. Only forms that this page shows are written, so
 * that what cron writes otherwise, a range with a step for instance, becomes a list. Immutable.
 */
final class ScheduleExpression {

    /** https://docs.aws.amazon.com/scheduler/latest/APIReference/API_CreateSchedule.html. */
    private static final int LONGEST = 256;

    /** The fewest values for which a range or a step is shorter to read than a list. */
    private static final int FEW = 3;

    private static final int FIELDS = 5;
    private static final int SUNDAY = 7;
    private static final String ANY = "*";
    private static final String NONE = "?";
    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    private static final List<String> DAYS = List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat");
    private static final List<Integer> LENGTHS = List.of(31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31);

    private final String text;

    private ScheduleExpression(String text) {
        this.text = text;
    }

    /**
     * Translates the fields of a cron job.
     *
     * @param schedule five fields, or six with seconds first
     * @return the expression
     * @throws IllegalArgumentException if EventBridge Scheduler has none for it; says why
     */
    static ScheduleExpression of(String schedule) {
        List<String> fields = List.of(schedule.strip().split("\\s+", -1));
        if (fields.size() == FIELDS + 1) {
            requireWholeMinutes(fields.get(0));
            fields = fields.subList(1, fields.size());
        }
        if (fields.size() != FIELDS) {
            throw new IllegalArgumentException("'" + schedule + "' has not five fields, or six with seconds first");
        }
        SortedSet<Integer> dates = values(fields.get(2), 1, 31, List.of(), 0);
        SortedSet<Integer> months = values(fields.get(3), 1, 12, MONTHS, 1);
        SortedSet<Integer> days = days(fields.get(4));
        boolean isDated = dates.size() < 31;
        boolean isOnDays = days.size() < DAYS.size();
        if (isDated && isOnDays) {
            throw new IllegalArgumentException(
                    "EventBridge Scheduler takes days of the month or days of the week, and not"
                            + " both: make it two jobs");
        }
        requireSomeDay(dates, months);
        String text = String.join(
                " ",
                written(values(fields.get(0), 0, 59, List.of(), 0), 0, 59),
                written(values(fields.get(1), 0, 23, List.of(), 0), 0, 23),
                isOnDays ? NONE : written(dates, 1, 31),
                written(months, 1, 12),
                isOnDays ? listed(days) : NONE,
                ANY);
        String whole = "cron(" + text + ")";
        if (whole.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "EventBridge Scheduler takes " + LONGEST + " characters, and this needs " + whole.length());
        }
        return new ScheduleExpression(whole);
    }

    private static void requireWholeMinutes(String seconds) {
        if (!values(seconds, 0, 59, List.of(), 0).equals(new TreeSet<>(List.of(0)))) {
            throw new IllegalArgumentException(
                    "EventBridge Scheduler knows no seconds: leave the first field out, or make it 0");
        }
    }

    private static void requireSomeDay(SortedSet<Integer> dates, SortedSet<Integer> months) {
        if (months.stream().allMatch(month -> dates.first() > LENGTHS.get(month - 1))) {
            throw new IllegalArgumentException("no month that it names has a day " + dates.first());
        }
    }

    /** Days of the week as AWS counts them; cron has Sunday twice, as 0 and as 7. */
    private static SortedSet<Integer> days(String field) {
        return values(field, 0, SUNDAY, DAYS, 0).stream()
                .map(day -> day % SUNDAY + 1)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static SortedSet<Integer> values(String field, int least, int most, List<String> names, int firstName) {
        SortedSet<Integer> values = new TreeSet<>();
        for (String item : field.split(",", -1)) {
            int slash = item.indexOf('/');
            int step = slash < 0 ? 1 : number(item.substring(slash + 1), 1, most, List.of(), 0);
            String range = slash < 0 ? item : item.substring(0, slash);
            int from = least;
            int to = most;
            if (!range.equals(ANY)) {
                int dash = range.indexOf('-');
                from = number(dash < 0 ? range : range.substring(0, dash), least, most, names, firstName);
                if (dash >= 0) {
                    int end = number(range.substring(dash + 1), least, most, names, firstName);
                    to = end == 0 && names.equals(DAYS) ? SUNDAY : end;
                } else if (slash < 0) {
                    to = from;
                }
            }
            if (to < from) {
                throw new IllegalArgumentException("'" + item + "' ends before it begins");
            }
            for (int value = from; value <= to; value += step) {
                values.add(value);
            }
        }
        return values;
    }

    private static int number(String text, int least, int most, List<String> names, int firstName) {
        int name = names.indexOf(text.toLowerCase(Locale.ROOT));
        if (name >= 0) {
            return name + firstName;
        }
        if (!text.matches("\\d{1,2}") || Integer.parseInt(text) < least || Integer.parseInt(text) > most) {
            throw new IllegalArgumentException("'" + text + "' is not one of " + least + " to " + most
                    + (names.isEmpty() ? "" : ", " + names.get(0) + " to " + names.get(names.size() - 1)));
        }
        return Integer.parseInt(text);
    }

    private static String written(SortedSet<Integer> values, int least, int most) {
        if (values.size() == most - least + 1) {
            return ANY;
        }
        List<Integer> all = List.copyOf(values);
        int step = all.size() < FEW ? 0 : all.get(1) - all.get(0);
        for (int index = 2; index < all.size() && step > 0; index++) {
            step = all.get(index) - all.get(index - 1) == step ? step : 0;
        }
        if (step == 1) {
            return values.first() + "-" + values.last();
        }
        boolean reachesTheEnd = values.last() + step > most;
        return step > 1 && reachesTheEnd ? values.first() + "/" + step : listed(values);
    }

    private static String listed(SortedSet<Integer> values) {
        return values.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    /** {@return the expression, {@code cron(0 3 * * ? *)}} */
    @Override
    public String toString() {
        return text;
    }
}
