package dev.nanokit.aws.lab.exec;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits a command as the agent in a container does: quotes and backslashes as in a shell, a comment from a {@code #} that
 * begins a word to the end of the line, and nothing else of a shell's.
 */
public final class AgentWords {

    private AgentWords() {}

    /**
     * Splits.
     *
     * @param text a command
     * @return its words
     */
    public static List<String> split(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean isWord = false;
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (" \t\r\n".indexOf(c) >= 0) {
                if (isWord) {
                    words.add(word.toString());
                    word.setLength(0);
                    isWord = false;
                }
            } else if (c == '#' && !isWord) {
                while (at < text.length() && text.charAt(at) != '\n') {
                    at++;
                }
            } else {
                isWord = true;
                switch (c) {
                    case '\\' -> word.append(text.charAt(at++));
                    case '\'' -> {
                        int end = text.indexOf('\'', at);
                        word.append(text, at, end);
                        at = end + 1;
                    }
                    case '"' -> {
                        while (text.charAt(at) != '"') {
                            at += text.charAt(at) == '\\' ? 1 : 0;
                            word.append(text.charAt(at++));
                        }
                        at++;
                    }
                    default -> word.append(c);
                }
            }
        }
        if (isWord) {
            words.add(word.toString());
        }
        return words;
    }
}
