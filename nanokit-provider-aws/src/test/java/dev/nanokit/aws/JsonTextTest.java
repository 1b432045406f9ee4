package dev.nanokit.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTextTest {

    private final ObjectMapper json = new ObjectMapper();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain",
                "\"quoted\"",
                "back\\slash",
                "\b\f\n\r\t\u0000\u001f\u007f",
                "ümläut \u2028 \u2029",
                "\uD83D\uDE00 smile",
                "</script>",
                "${not a variable}"
            })
    void any_text_comes_back(String text) throws Exception {
        assertThat(json.readValue(JsonText.of(text), String.class)).isEqualTo(text);
    }

    @Test
    void every_character_comes_back() throws Exception {
        StringBuilder all = new StringBuilder();
        for (int one = 0; one < 0xD800; one++) {
            all.append((char) one);
        }
        assertThat(json.readValue(JsonText.of(all.toString()), String.class)).isEqualTo(all.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\uD83D", "\uDE00", "a\uD83Db", "a\uDE00\uD83Db"})
    void half_a_pair_of_surrogates_is_written_in_ascii(String text) {
        assertThat(JsonText.of(text)).matches("\\p{ASCII}+").contains("\\ud");
    }

    @Test
    void an_object_has_its_members_in_order() throws Exception {
        TreeMap<String, String> texts = new TreeMap<>(Map.of("B", "2", "A\"", "1"));
        assertThat(JsonText.object(texts)).isEqualTo("{\"A\\\"\":\"1\",\"B\":\"2\"}");
        assertThat(json.readValue(JsonText.object(texts), new TypeReference<Map<String, String>>() {}))
                .isEqualTo(texts);
        assertThat(JsonText.object(new TreeMap<>())).isEqualTo("{}");
    }
}
