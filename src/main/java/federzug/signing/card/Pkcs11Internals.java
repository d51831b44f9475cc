package federzug.signing.card;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads what the JDK knows of a PKCS#11 library (OASIS PKCS #11 3.1) and does not expose: return codes, and which
 * tokens there are. Needs {@code --add-exports jdk.crypto.cryptoki/sun.security.pkcs11.wrapper=ALL-UNNAMED}, which the
 * launcher and the jar's manifest give; without it nothing is known and only the ways by index and by exception type
 * are left.
 */
final class Pkcs11Internals {
    private static final String WRAPPER = "sun.security.pkcs11.wrapper.";

    /** CKF_OS_LOCKING_OK: the library may be called by several threads, as the JDK's provider asks for too. */
    private static final long OS_LOCKING = 2L;

    private static final long FINAL_TRY = 0x0002_0000L;
    private static final long LOCKED = 0x0004_0000L;
    /** CKF_TOKEN_INITIALIZED; not every library sets it for a card it cannot write. */
    private static final long INITIALIZED = 0x0000_0400L;

    private static final long PIN_PAD = 0x0000_0100L;

    private Pkcs11Internals() {}

    /**
     * A token in a slot.
     *
     * @param index of the slot in the library's list of all slots
     * @param lastTry one more wrong PIN locks it
     * @param pinPad the PIN is entered at the reader
     */
    record Token(int index, String label, boolean lastTry, boolean locked, boolean pinPad) {}

    /** The CKR code at the root of a trouble; empty if none is there or it may not be read. */
    static OptionalLong code(Throwable trouble) {
        for (Throwable cause = trouble; cause != null; cause = cause.getCause()) {
            if (cause.getClass().getName().equals(WRAPPER + "PKCS11Exception")) {
                try {
                    return OptionalLong.of(
                            (long) cause.getClass().getMethod("getErrorCode").invoke(cause));
                } catch (ReflectiveOperationException e) {
                    return OptionalLong.empty();
                }
            }
        }
        return OptionalLong.empty();
    }

    /**
     * The tokens that are present; empty if that cannot be determined.
     *
     * @throws CryptokiException if the library refuses to say
     */
    static Optional<List<Token>> tokens(Path library) {
        try {
            Object module = module(library);
            Method slots = module.getClass().getMethod("C_GetSlotList", boolean.class);
            Method info = module.getClass().getMethod("C_GetTokenInfo", long.class);
            long[] all = (long[]) slots.invoke(module, false);
            List<Token> tokens = new ArrayList<>();
            for (int index = 0; index < all.length; index++) {
                try {
                    token(index, info.invoke(module, all[index])).ifPresent(tokens::add);
                } catch (InvocationTargetException e) {
                    // An empty slot, or a card that is not one of this library's.
                }
            }
            return Optional.of(tokens);
        } catch (InvocationTargetException e) {
            throw new CryptokiException(e);
        } catch (ReflectiveOperationException e) {
            return Optional.empty();
        }
    }

    static Object module(Path library) throws ReflectiveOperationException {
        Class<?> arguments = Class.forName(WRAPPER + "CK_C_INITIALIZE_ARGS");
        Object locking = arguments.getConstructor().newInstance();
        arguments.getField("flags").setLong(locking, OS_LOCKING);
        Class<?> type = Class.forName(WRAPPER + "PKCS11");
        // One module per library for the whole process: the JDK's provider gets the same one.
        return type.getMethod("getInstance", String.class, String.class, arguments, boolean.class)
                .invoke(null, library.toString(), "C_GetFunctionList", locking, false);
    }

    /** Empty for a slot whose token nobody has set up: it holds no key and has no name. */
    private static Optional<Token> token(int index, Object info) throws ReflectiveOperationException {
        Field label = info.getClass().getField("label");
        long flags = info.getClass().getField("flags").getLong(info);
        String name = new String((char[]) label.get(info)).replace('\0', ' ').strip();
        if ((flags & INITIALIZED) == 0 && name.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new Token(index, name, (flags & FINAL_TRY) != 0, (flags & LOCKED) != 0, (flags & PIN_PAD) != 0));
    }

    /** A library that cannot be loaded or gives no answer. */
    static final class CryptokiException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        CryptokiException(Throwable cause) {
            super(cause);
        }
    }
}
