package dev.nanokit.aws;

import dev.nanokit.provider.ProgramResult;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a command has written so far, and its end as soon as that is there. Of a flood it keeps the last mebibyte. Bytes come
 * cut up anywhere, in the middle of a character or of the marker. Used by one thread.
 */
final class ExecOutput {

    static final int KEPT = 1 << 20;

    /** Colon, exit code, end of the line. */
    private static final int BEHIND_MARKER = 5;

    private static final int DIGITS = 3;

    private final byte[] marker;
    private byte[] bytes = new byte[1 << 12];
    private int length;
    private int searched;
    private boolean isCut;
    private Optional<ProgramResult> result = Optional.empty();

    ExecOutput(String marker) {
        this.marker = (marker + ":").getBytes(StandardCharsets.US_ASCII);
    }

    /** Takes what was written next. What comes after the end is left. */
    void add(byte[] more) {
        if (result.isPresent()) {
            return;
        }
        if (bytes.length - length < more.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more.length));
        }
        System.arraycopy(more, 0, bytes, length, more.length);
        length += more.length;
        search();
        if (length > 2 * KEPT) {
            cut();
        }
    }

    private void cut() {
        int from = length - KEPT;
        System.arraycopy(bytes, from, bytes, 0, KEPT);
        length = KEPT;
        searched = Math.max(0, searched - from);
        isCut = true;
    }

    private void search() {
        int last = length - marker.length;
        for (int at = searched; at <= last && result.isEmpty(); at++) {
            if (Arrays.equals(bytes, at, at + marker.length, marker, 0, marker.length)) {
                end(at);
            }
        }
        searched = Math.max(0, last - BEHIND_MARKER);
    }

    /** The command line itself may be seen in the output, of {@code ps} for instance: no number follows there. */
    private void end(int at) {
        int from = at + marker.length;
        int to = from;
        while (to < length && to - from < DIGITS && bytes[to] >= '0' && bytes[to] <= '9') {
            to++;
        }
        boolean isWhole = to > from && to < length && (bytes[to] == '\r' || bytes[to] == '\n');
        if (isWhole) {
            int exitCode = Integer.parseInt(new String(bytes, from, to - from, StandardCharsets.US_ASCII));
            result = Optional.of(new ProgramResult(exitCode, lines(at)));
        }
    }

    /** {@return how it ended; empty if it has not} */
    Optional<ProgramResult> result() {
        return result;
    }

    /** {@return the end of what has come so far, in one line} */
    String tail(int most) {
        List<String> lines = lines(length);
        String text = String.join(" | ", lines);
        return text.length() <= most ? text : "…" + text.substring(text.length() - most);
    }

    private List<String> lines(int end) {
        int start = Math.max(0, end - KEPT);
        if (isCut || start > 0) {
            start = beginning(start, end);
        }
        String text = new String(bytes, start, end - start, StandardCharsets.UTF_8);
        return text.replaceAll("\r+\n", "\n").lines().toList(); // a terminal puts a \r before each \n
    }

    /** {@return the first line's beginning; in one endless line, that of a character} */
    private int beginning(int start, int end) {
        for (int at = start; at < end - 1; at++) {
            if (bytes[at] == '\n') {
                return at + 1;
            }
        }
        int at = start;
        while (at < end && (bytes[at] & 0xc0) == 0x80) {
            at++;
        }
        return at;
    }
}
