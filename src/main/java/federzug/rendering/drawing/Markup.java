package federzug.rendering.drawing;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Reads elements that the Word library passes on as DOM. */
public final class Markup {
    private Markup() {}

    public static List<Element> children(Element of) {
        List<Element> children = new ArrayList<>();
        for (Node child = of.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element) {
                children.add(element);
            }
        }
        return children;
    }

    /** The first child of that local name, whatever its namespace. */
    public static @Nullable Element child(@Nullable Element of, String name) {
        return of == null
                ? null
                : children(of).stream()
                        .filter(c -> name.equals(c.getLocalName()))
                        .findFirst()
                        .orElse(null);
    }

    /** Down a path of local names. */
    public static @Nullable Element at(@Nullable Element of, String... path) {
        Element found = of;
        for (String name : path) {
            found = child(found, name);
        }
        return found;
    }

    /** The attribute without namespace, or otherwise if there is none. */
    public static String attribute(@Nullable Element of, String name, String otherwise) {
        return of == null || !of.hasAttribute(name) ? otherwise : of.getAttribute(name);
    }

    public static double number(@Nullable Element of, String name, double otherwise) {
        try {
            return of == null || !of.hasAttribute(name) ? otherwise : Double.parseDouble(of.getAttribute(name));
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }

    static boolean on(@Nullable Element of, String name) {
        return List.of("1", "true", "on").contains(attribute(of, name, "0"));
    }
}
