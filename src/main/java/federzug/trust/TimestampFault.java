package federzug.trust;

/** An answer of a time-stamp service that cannot be used. */
final class TimestampFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final String detail;

    /**
     * @param code of the notice, after {@code trust.timestamp.}
     * @param detail what the notice says besides the service's name, empty if nothing
     */
    TimestampFault(String code, String detail) {
        super(code);
        this.code = code;
        this.detail = detail;
    }

    String code() {
        return code;
    }

    String detail() {
        return detail;
    }
}
