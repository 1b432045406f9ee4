package dev.nanokit.engine.config;

import java.util.List;

/** The times of a job: five fields, or six with seconds first. */
final class Schedule {

    private static final List<Field> FIELDS = List.of(
            new Field("second", 0, 59),
            new Field("minute", 0, 59),
            new Field("hour", 0, 23),
            new Field("day of the month", 1, 31),
            new Field("month", 1, 12),
            new Field("day of the week", 0, 7));

    private static final String NAMES =
            "(?i)jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|sun|mon|tue|wed|thu|fri|sat";

    private Schedule() {}

    static String requireValid(String text) {
        String[] parts = text.strip().split("\\s+", -1);
        if (parts.length != FIELDS.size() && parts.length != FIELDS.size() - 1) {
            throw new IllegalArgumentException(
                    "found '" + text + "' with " + parts.length + " fields, expected 5, or 6 with seconds first");
        }
        int offset = FIELDS.size() - parts.length;
        for (int index = 0; index < parts.length; index++) {
            FIELDS.get(index + offset).check(parts[index]);
        }
        return text.strip();
    }

    /** One field: lists of numbers, ranges and steps. */
    private record Field(String name, int least, int most) {

        void check(String text) {
            for (String item : text.split(",", -1)) {
                String range = item;
                int slash = item.indexOf('/');
                if (slash >= 0) {
                    number(item, item.substring(slash + 1), 1, most);
                    range = item.substring(0, slash);
                }
                if (range.equals("*")) {
                    continue;
                }
                String[] ends = range.split("-", -1);
                if (ends.length > 2) {
                    throw wrong(item);
                }
                int first = number(item, ends[0], least, most);
                if (ends.length == 2 && number(item, ends[1], least, most) < first) {
                    throw wrong(item);
                }
            }
        }

        private int number(String item, String text, int lowest, int highest) {
            if (text.matches(NAMES)) {
                return lowest;
            }
            if (!text.matches("\\d{1,2}") || Integer.parseInt(text) < lowest || Integer.parseInt(text) > highest) {
                throw wrong(item);
            }
            return Integer.parseInt(text);
        }

        private IllegalArgumentException wrong(String item) {
            return new IllegalArgumentException("found '" + item + "' as " + name + ", expected " + least + " to "
                    + most + ", a range, a step or *");
        }
    }
}
