package dev.nanokit.engine.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The known word that a misspelt one was most likely meant to be. */
final class Suggestion {

    private Suggestion() {}

    static Optional<String> nearest(String word, Collection<String> known) {
        int furthest = word.length() < 4 ? 1 : Math.max(2, word.length() / 3);
        return known.stream()
                .filter(one -> Math.abs(one.length() - word.length()) <= furthest)
                .min(Comparator.comparingInt((String one) -> distance(word, one))
                        .thenComparing(one -> one))
                .filter(one -> distance(word, one) <= furthest);
    }

    /** {@return the number of letters to add, drop or change; case does not count} */
    private static int distance(String left, String right) {
        String from = plain(left);
        String to = plain(right);
        int[] row = new int[to.length() + 1];
        for (int column = 0; column <= to.length(); column++) {
            row[column] = column;
        }
        for (int line = 1; line <= from.length(); line++) {
            int diagonal = row[0];
            row[0] = line;
            for (int column = 1; column <= to.length(); column++) {
                int above = row[column];
                int change = diagonal + (from.charAt(line - 1) == to.charAt(column - 1) ? 0 : 1);
                row[column] = Math.min(change, Math.min(above, row[column - 1]) + 1);
                diagonal = above;
            }
        }
        return row[to.length()];
    }

    private static String plain(String word) {
        return word.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
    }
}
