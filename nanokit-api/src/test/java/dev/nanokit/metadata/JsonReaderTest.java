package dev.nanokit.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON, read by the letter of RFC 8259, and no more of it than a platform may say. */
final class JsonReaderTest {

    private static final String WHOLE =
            " {\"a\": [1, -2.5e+3, true, false, null, {}], \"b\" :{\"c\":\"x\\u00e4\\n\\\"\\ud83d\\ude00\"},\"d\":[]}\r\n\t";

    @Test
    void reads_every_form() {
        Json json = JsonReader.read(WHOLE);
        assertThat(json.items("a"))
                .containsExactly(
                        new Json.Word("1"),
                        new Json.Word("-2.5e+3"),
                        new Json.Word("true"),
                        new Json.Word("false"),
                        new Json.Word("null"),
                        new Json.Fields(Map.of()));
        assertThat(((Json.Fields) json).fields().get("b"))
                .isInstanceOfSatisfying(
                        Json.Fields.class, inner -> assertThat(inner.text("c")).contains("xä\n\"\uD83D\uDE00"));
        assertThat(json.items("d")).isEmpty();
        assertThat(JsonReader.read("\"\\/\\\\\\b\\f\\r\\t\"")).isEqualTo(new Json.Text("/\\\b\f\r\t"));
        assertThat(JsonReader.read("0")).isEqualTo(new Json.Word("0"));
    }

    @Test
    void what_is_of_another_form_than_asked_for_is_not_there() {
        Json json = JsonReader.read("{\"n\": 1, \"e\": \"\", \"l\": [\"x\"], \"t\": \"x\"}");
        assertThat(json.text("n")).isEmpty();
        assertThat(json.text("e")).isEmpty();
        assertThat(json.text("l")).isEmpty();
        assertThat(json.text("none")).isEmpty();
        assertThat(json.items("t")).isEmpty();
        assertThat(JsonReader.read("[]").text("t")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[1,]",
                "[,1]",
                "{\"a\":1,}",
                "{a:1}",
                "{'a':1}",
                "{\"a\" 1}",
                "{\"a\":1 \"b\":2}",
                "{\"a\":1,\"a\":2}",
                "[1 2]",
                "01",
                "+1",
                "1.",
                ".5",
                "1e",
                "- 1",
                "NaN",
                "Infinity",
                "True",
                "nul",
                "nullnull",
                "[1]]",
                "1 // one",
                "/* */ 1",
                "\"",
                "\"a",
                "\"\\",
                "\"\\x\"",
                "\"\\u12\"",
                "\"\\u12g4\"",
                "\"\\u１２３４\"",
                "\"\\ud83d\"",
                "\"\\ude00\\ud83d\"",
                "\"a\nb\"",
                "\"a\u0000b\"",
                "\uFEFF{}",
                "\u00A01"
            })
    void refuses_what_is_not_json(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> JsonReader.read(text));
    }

    @Test
    void refuses_what_is_too_deep_or_too_long_before_it_costs_anything() {
        assertThat(JsonReader.read("[".repeat(64) + "]".repeat(64))).isNotNull();
        for (String opening : List.of("[", "{\"a\":")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> JsonReader.read(opening.repeat(100_000)))
                    .withMessageContaining("deeper");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JsonReader.read("\"" + "x".repeat(1 << 20) + "\""))
                .withMessageContaining("more than");
        String digits = "9".repeat(1 << 20);
        assertThat(JsonReader.read(digits)).isEqualTo(new Json.Word(digits));
    }

    @Test
    void a_text_that_is_cut_or_broken_anywhere_is_refused_or_read_and_nothing_else() {
        String whole = WHOLE.strip();
        for (int length = 0; length < whole.length(); length++) {
            String cut = whole.substring(0, length);
            assertThatIllegalArgumentException().as(cut).isThrownBy(() -> JsonReader.read(cut));
        }
        Random random = new Random(1);
        String alphabet = "{}[]:,\"\\ue0-.1tfn \u0000\uD83D";
        for (int round = 0; round < 20_000; round++) {
            StringBuilder text = new StringBuilder(whole);
            for (int hits = 1 + random.nextInt(3); hits > 0; hits--) {
                text.setCharAt(random.nextInt(text.length()), alphabet.charAt(random.nextInt(alphabet.length())));
            }
            try {
                JsonReader.read(text.toString());
            } catch (IllegalArgumentException e) {
                assertThat(e).hasMessageNotContaining("null");
            }
        }
    }
}
