package dev.nanokit.aws.lab.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The five ways in which AWS's services write their requests, answers and errors. */
public enum Protocol {
    /** Parameters in JSON, the operation in a header. */
    JSON,
    /** Parameters in a form, the answer in XML. */
    QUERY,
    /** As {@link #QUERY}, with lists and errors of its own. */
    EC2,
    /** Operation in method and path, parameters in JSON. */
    REST_JSON,
    /** Operation in method and path, parameters in XML. */
    REST_XML;

    /**
     * Writes a refusal as this protocol does.
     *
     * @param refusal what is said
     * @param id the answer's request id
     * @return the answer
     */
    public ApiResponse error(Refusal refusal, String id) {
        return switch (this) {
            case JSON -> json(refusal);
            case REST_JSON -> restJson(refusal);
            case EC2 -> ApiResponse.xml(refusal.status(), ec2(refusal, id));
            case QUERY, REST_XML -> ApiResponse.xml(refusal.status(), query(refusal, id));
        };
    }

    /** {@return the content type of an answer} */
    public String contentType() {
        return switch (this) {
            case JSON -> "application/x-amz-json-1.1";
            case REST_JSON -> "application/json";
            default -> "text/xml";
        };
    }

    private static ApiResponse json(Refusal refusal) {
        ObjectNode body = Trees.object();
        refusal.members().forEach(body::put);
        body.put("__type", refusal.code());
        body.put("message", refusal.text());
        return new ApiResponse(refusal.status(), Map.of("Content-Type", JSON.contentType()), Trees.bytes(body));
    }

    private static ApiResponse restJson(Refusal refusal) {
        ObjectNode body = Trees.object();
        body.put("ErrorCode", refusal.code());
        body.put("Message", refusal.text());
        body.put("message", refusal.text());
        return new ApiResponse(
                refusal.status(),
                Map.of("Content-Type", REST_JSON.contentType(), "x-amzn-ErrorType", refusal.code()),
                Trees.bytes(body));
    }

    private static byte[] query(Refusal refusal, String id) {
        String type = refusal.status() < 500 ? "Sender" : "Receiver";
        String text = "<ErrorResponse><Error><Type>" + type + "</Type><Code>" + refusal.code() + "</Code><Message>"
                + Xml.escape(refusal.text()) + "</Message></Error><RequestId>" + id + "</RequestId></ErrorResponse>";
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] ec2(Refusal refusal, String id) {
        String text =
                "<Response><Errors><Error><Code>" + refusal.code() + "</Code><Message>" + Xml.escape(refusal.text())
                        + "</Message></Error></Errors><RequestID>" + id + "</RequestID></Response>";
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
