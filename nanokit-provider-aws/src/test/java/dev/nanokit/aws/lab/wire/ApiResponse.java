package dev.nanokit.aws.lab.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.w3c.dom.Element;

/**
 * An answer on its way to the client.
 *
 * @param status HTTP status; 0 closes the connection without an answer
 * @param headers those that matter
 * @param body the bytes
 */
@SuppressWarnings("ArrayRecordComponent") // one object is never compared with another
public record ApiResponse(int status, Map<String, String> headers, byte[] body) {

    /** No answer: the connection is closed. */
    public static final ApiResponse LOST = new ApiResponse(0, Map.of(), new byte[0]);

    /**
     * Makes an answer of the JSON protocols.
     *
     * @param tree its body
     * @return an answer with status 200
     */
    public static ApiResponse json(JsonNode tree) {
        return new ApiResponse(200, Map.of("Content-Type", Protocol.JSON.contentType()), Trees.bytes(tree));
    }

    /**
     * Makes an answer of the XML protocols.
     *
     * @param status HTTP status
     * @param body its text
     * @return the answer
     */
    public static ApiResponse xml(int status, byte[] body) {
        return new ApiResponse(status, Map.of("Content-Type", "text/xml"), body);
    }

    /**
     * Makes an answer of the query protocol.
     *
     * @param operation what was asked
     * @param result XML inside of the result element
     * @return the answer
     */
    public static ApiResponse query(String operation, String result) {
        String text = "<" + operation + "Response><" + operation + "Result>" + result + "</" + operation
                + "Result><ResponseMetadata><RequestId>" + RequestIds.next() + "</RequestId></ResponseMetadata></"
                + operation + "Response>";
        return xml(200, text.getBytes(StandardCharsets.UTF_8));
    }

    /** {@return whether the request was done} */
    public boolean ok() {
        return status >= 200 && status < 300;
    }

    /** {@return the body as JSON} */
    public JsonNode json() {
        return Trees.read(body);
    }

    /** {@return the body's root} */
    public Element xml() {
        return Xml.read(body);
    }

    /** {@return the body as a tree, from XML} */
    public JsonNode xmlTree() {
        return XmlTree.of(xml());
    }

    /**
     * Gives the same answer with another body.
     *
     * @param other the body
     * @return the answer
     */
    public ApiResponse withBody(byte[] other) {
        return new ApiResponse(status, headers, other);
    }

    /** {@return the error's code; empty if this is no error or says none} */
    public String errorCode() {
        if (ok() || status == 0) {
            return "";
        }
        String header = headers.getOrDefault("x-amzn-ErrorType", "");
        if (!header.isEmpty()) {
            return header;
        }
        String text = new String(body, StandardCharsets.UTF_8);
        if (text.startsWith("{")) {
            String type = json().path("__type").asText();
            return type.substring(type.indexOf('#') + 1);
        }
        int from = text.indexOf("<Code>");
        int to = text.indexOf("</Code>");
        return from < 0 || to < from ? "" : text.substring(from + "<Code>".length(), to);
    }
}
