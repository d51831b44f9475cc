package federzug.pipeline.checking;

/** The forms of a check report. */
public enum ReportForm {
    HTML(".html"),
    PDF(".pdf"),
    JSON(".json"),
    /** The validation report by ETSI TS 119 102-2. */
    ETSI("-etsi.xml");

    private final String ending;

    ReportForm(String ending) {
        this.ending = ending;
    }

    /** End of the file's name. */
    public String ending() {
        return ending;
    }
}
