package federzug.testkit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The controls of a form on a page, as a browser without scripts would send them. */
public final class WebForm {
    private static final Pattern CONTROL = Pattern.compile(
            "<input\\b([^>]*)>|<textarea\\b([^>]*)>(.*?)</textarea>|<select\\b([^>]*)>(.*?)</select>", Pattern.DOTALL);
    private static final Pattern OPTION = Pattern.compile("<option\\b([^>]*)>");

    private final Map<String, List<String>> values = new LinkedHashMap<>();

    private WebForm() {}

    /** @param action of the form, as it stands on the page */
    public static WebForm on(String page, String action) {
        int start = page.indexOf("action=\"" + action + "\"");
        if (start < 0) {
            throw new AssertionError("no form " + action + " on " + page);
        }
        WebForm form = new WebForm();
        Matcher control = CONTROL.matcher(page.substring(start, page.indexOf("</form>", start)));
        while (control.find()) {
            if (control.group(1) != null) {
                form.input(control.group(1));
            } else if (control.group(2) != null) {
                form.add(
                        attribute(control.group(2), "name"),
                        text(control.group(3)).replaceFirst("^\n", ""));
            } else {
                form.select(control.group(4), control.group(5));
            }
        }
        return form;
    }

    private void input(String attributes) {
        String type = attribute(attributes, "type");
        boolean box = type.equals("checkbox") || type.equals("radio");
        if (type.equals("file") || box && !attributes.contains("checked=")) {
            return;
        }
        add(attribute(attributes, "name"), attribute(attributes, "value"));
    }

    private void select(String attributes, String options) {
        Matcher option = OPTION.matcher(options);
        String chosen = null;
        while (option.find()) {
            if (chosen == null || option.group(1).contains("selected=")) {
                chosen = attribute(option.group(1), "value");
            }
        }
        add(attribute(attributes, "name"), chosen == null ? "" : chosen);
    }

    private void add(String name, String value) {
        if (!name.isEmpty() && !name.equals("_csrf")) {
            values.computeIfAbsent(name, none -> new ArrayList<>()).add(value);
        }
    }

    private static String attribute(String attributes, String name) {
        Matcher found = Pattern.compile("\\b" + name + "=\"([^\"]*)\"").matcher(attributes);
        return found.find() ? text(found.group(1)) : "";
    }

    private static String text(String html) {
        return html.replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");
    }

    public WebForm with(String name, String... texts) {
        values.put(name, new ArrayList<>(List.of(texts)));
        return this;
    }

    public String value(String name) {
        return values.getOrDefault(name, List.of("")).get(0);
    }

    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** Names and values in turn. */
    public String[] fields(String... more) {
        List<String> fields = new ArrayList<>();
        values.forEach((name, texts) -> texts.forEach(text -> {
            fields.add(name);
            fields.add(text.replace("\n", "\r\n"));
        }));
        fields.addAll(List.of(more));
        return fields.toArray(String[]::new);
    }
}
