package dev.nanokit.docker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;
import java.util.TreeMap;

/**
 * Our labels on an image that we built, as one label of its own: containers have the labels of their image too, and so do
 * images that are built on it, and none of these is to be taken for it. The name that it was given is one of the labels;
 * whatever does not bear it is another image.
 */
final class ImageLabel {

    /** The label's name, by which images of ours are listed. */
    static final String NAME = "dev.nanokit.docker.image";

    private static final String OF = "name";
    private static final JsonMapper JSON = new JsonMapper();
    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

    private ImageLabel() {}

    /** {@return the one label} */
    static Map<String, String> of(String image, Map<String, String> labels) {
        Map<String, String> all = new TreeMap<>(labels);
        all.put(OF, image);
        try {
            return Map.of(NAME, JSON.writeValueAsString(all));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts can be written", e);
        }
    }

    /** {@return our labels on an image of that name; none if it is not ours} */
    static Map<String, String> read(ImageFacts image, String name) {
        Map<String, String> labels = read(image);
        return name.equals(labels.get(OF)) && image.names().contains(name) ? labels : Map.of();
    }

    /** {@return the name that an image of ours bears; empty text if it is not ours} */
    static String name(ImageFacts image) {
        String name = read(image).getOrDefault(OF, "");
        return image.names().contains(name) ? name : "";
    }

    private static Map<String, String> read(ImageFacts image) {
        try {
            return JSON.readValue(image.labels().getOrDefault(NAME, "{}"), TEXTS);
        } catch (JsonProcessingException e) {
            return Map.of();
        }
    }
}
