package federzug.agreement;

/**
 * In which capacity a person signs for the head of a house (SächsGemO, § 54 and § 60).
 *
 * @param basis {@code grundlage}: the rule, or the power of attorney with its date; may be empty
 */
public record Deputyship(Kind kind, String basis) {

    /** {@code art}. */
    public enum Kind {
        STELLVERTRETER,
        BEIGEORDNETER,
        /** Two of them sign together. */
        BEDIENSTETER,
        BEVOLLMAECHTIGTER,
        AMTIEREND
    }

    /** As it stands behind the office. */
    public String remark() {
        return switch (kind) {
            case STELLVERTRETER, BEIGEORDNETER -> "in Vertretung";
            case BEDIENSTETER -> "im Auftrag";
            case BEVOLLMAECHTIGTER -> "in Vollmacht";
            case AMTIEREND -> Person.ACTING;
        };
    }
}
