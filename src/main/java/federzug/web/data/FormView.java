package federzug.web.data;

import java.util.List;

/** What the form shows, ready for the page. */
final class FormView {
    private FormView() {}

    /** One word of a choice. */
    public record Option(String value, String text, boolean chosen) {}

    /**
     * One field.
     *
     * @param path in the data
     * @param shape of the control: {@code text, prose, select, check, checks, fixed}
     * @param list id of a list of proposals, empty if there is none
     * @param proposed whether the value is a proposal that nobody has looked at
     */
    public record Control(
            String path,
            String id,
            String shape,
            String label,
            String hint,
            boolean optional,
            String value,
            List<Option> options,
            String list,
            int rows,
            boolean proposed,
            List<String> errors,
            List<String> hints) {
        public String name() {
            return TypedForm.NAME + path;
        }

        /** Ids of everything that describes the control, for screen readers. */
        public String described() {
            StringBuilder ids = new StringBuilder();
            if (!hint.isEmpty()) {
                ids.append(id).append("-hinweis ");
            }
            if (!errors.isEmpty()) {
                ids.append(id).append("-fehler ");
            }
            if (!hints.isEmpty() || proposed) {
                ids.append(id).append("-befund");
            }
            return ids.toString().strip();
        }
    }

    /**
     * One entry of a list.
     *
     * @param legend its name
     * @param open whether its fields are shown at once
     * @param file whether a file can be handed in for it
     */
    public record Entry(
            String path,
            String id,
            String legend,
            String removal,
            boolean open,
            boolean file,
            List<String> errors,
            List<Control> controls,
            List<Listing> lists) {}

    /**
     * A list.
     *
     * @param add what the button says that adds an entry; empty: none can be added
     */
    public record Listing(String path, String id, String add, List<String> errors, List<Entry> entries) {}

    /** A section of the page. */
    public record Part(String id, String title, String intro, List<Control> controls, List<Listing> lists) {}

    /** One line of the summary on top. */
    public record Finding(String target, String text) {}

    /** The whole form. */
    public record Whole(List<Part> parts, List<Finding> errors, List<Finding> remarks) {}
}
