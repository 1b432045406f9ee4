package dev.nanokit.aws.lab.wire;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** Reads, changes and writes the XML in which half of AWS answers. */
public final class Xml {

    private static final DocumentBuilderFactory READERS = DocumentBuilderFactory.newInstance();
    private static final TransformerFactory WRITERS = TransformerFactory.newInstance();

    private Xml() {}

    /**
     * Reads a document.
     *
     * @param body its text
     * @return its root
     */
    public static Element read(byte[] body) {
        try {
            return READERS.newDocumentBuilder()
                    .parse(new ByteArrayInputStream(body))
                    .getDocumentElement();
        } catch (ParserConfigurationException | SAXException e) {
            throw new IllegalArgumentException("this is no XML", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Writes a document.
     *
     * @param root its root
     * @return its text
     */
    public static byte[] write(Element root) {
        Document document = root.getOwnerDocument();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            WRITERS.newTransformer().transform(new DOMSource(document), new StreamResult(out));
        } catch (TransformerException e) {
            throw new IllegalStateException("XML that was read can be written", e);
        }
        return out.toByteArray();
    }

    /**
     * Finds elements anywhere below.
     *
     * @param root where to look
     * @param name their name, without a prefix
     * @return the elements
     */
    public static List<Element> all(Element root, String name) {
        List<Element> found = new ArrayList<>();
        var nodes = root.getElementsByTagName(name);
        for (int i = 0; i < nodes.getLength(); i++) {
            found.add((Element) nodes.item(i));
        }
        return found;
    }

    /**
     * Gives the children that are elements.
     *
     * @param parent whose
     * @return the children
     */
    public static List<Element> children(Element parent) {
        List<Element> found = new ArrayList<>();
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element) {
                found.add(element);
            }
        }
        return found;
    }

    /**
     * Finds a child.
     *
     * @param parent whose
     * @param name its name
     * @return the first of that name
     */
    public static Optional<Element> child(Element parent, String name) {
        return children(parent).stream()
                .filter(child -> child.getTagName().equals(name))
                .findFirst();
    }

    /**
     * Gives a child's text.
     *
     * @param parent whose child
     * @param name its name
     * @return its text; empty if there is none
     */
    public static String text(Element parent, String name) {
        return child(parent, name).map(Element::getTextContent).orElse("");
    }

    /**
     * Sets a child's text, and makes the child if there is none.
     *
     * @param parent whose child
     * @param name its name
     * @param text its text
     */
    public static void set(Element parent, String name, String text) {
        Element child = child(parent, name).orElseGet(() -> add(parent, name));
        child.setTextContent(text);
    }

    /**
     * Adds an empty child.
     *
     * @param parent to whom
     * @param name its name
     * @return the child
     */
    public static Element add(Element parent, String name) {
        Element child = parent.getOwnerDocument().createElement(name);
        parent.appendChild(child);
        return child;
    }

    /**
     * Takes a child away, if it is there.
     *
     * @param parent from whom
     * @param name its name
     */
    public static void remove(Element parent, String name) {
        child(parent, name).ifPresent(parent::removeChild);
    }

    /**
     * Makes a text safe for XML.
     *
     * @param text any
     * @return the same for XML
     */
    public static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
