package federzug.agreement;

/**
 * Who is bound when a house signs.
 *
 * @param name {@code rechtstraeger}, for example {@code Freistaat Sachsen}; empty if the data do not say
 * @param address {@code anschrift}, in one line; empty if the data do not say
 */
public record LegalEntity(String name, String address) {
    public static final LegalEntity UNKNOWN = new LegalEntity("", "");

    boolean isUnknown() {
        return equals(UNKNOWN);
    }
}
