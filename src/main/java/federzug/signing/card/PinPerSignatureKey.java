package federzug.signing.card;

import java.io.IOException;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x509.DigestInfo;
import org.bouncycastle.operator.DefaultDigestAlgorithmIdentifierFinder;
import org.jspecify.annotations.Nullable;

/**
 * A card's key that wants the PIN for each signature, between its beginning and its end (CKA_ALWAYS_AUTHENTICATE and
 * CKU_CONTEXT_SPECIFIC, OASIS PKCS #11 3.1, 4.9 and 5.6.8). The JDK's provider cannot do that, the library behind it
 * can.
 */
final class PinPerSignatureKey {
    private static final String WRAPPER = "sun.security.pkcs11.wrapper.";
    private static final long SERIAL_SESSION = 4;
    private static final long CONTEXT_SPECIFIC = 2;
    private static final long CLASS = 0x0;
    private static final long VALUE = 0x11;
    private static final long ID = 0x102;
    private static final long ALWAYS_AUTHENTICATE = 0x202;
    private static final long CERTIFICATE = 1;
    private static final long PRIVATE_KEY = 3;
    private static final long RSA_PKCS = 0x1;
    private static final long RSA_PKCS_PSS = 0xD;
    private static final long ECDSA = 0x1041;

    private final Path library;
    private final int slot;
    private final byte[] certificate;

    private PinPerSignatureKey(Path library, int slot, byte[] certificate) {
        this.library = library;
        this.slot = slot;
        this.certificate = certificate;
    }

    /**
     * The key to this certificate on an unlocked card; empty if one unlocking is enough for it, or if that is unknown.
     */
    static Optional<PinPerSignatureKey> on(Path library, int slot, byte[] certificate) {
        PinPerSignatureKey key = new PinPerSignatureKey(library, slot, certificate);
        try (Session session = key.session()) {
            return session.asks(session.privateKey()) ? Optional.of(key) : Optional.empty();
        } catch (ReflectiveOperationException | GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    /**
     * @param pin null: it is entered at the reader
     * @return the value as it goes into CMS
     * @throws GeneralSecurityException with the library's return code as its cause
     */
    byte[] sign(String algorithm, byte[] toBeSigned, char @Nullable [] pin) throws GeneralSecurityException {
        String digest = algorithm.substring(0, algorithm.indexOf("with"));
        byte[] hash = MessageDigest.getInstance(digest.replace("SHA", "SHA-")).digest(toBeSigned);
        try (Session session = session()) {
            if (algorithm.endsWith("ECDSA")) {
                return sequence(session.sign(ECDSA, null, hash, pin));
            }
            if (algorithm.endsWith("MGF1")) {
                return session.sign(RSA_PKCS_PSS, digest, hash, pin);
            }
            return session.sign(RSA_PKCS, null, info(digest, hash), pin);
        } catch (InvocationTargetException e) {
            throw new InvalidKeyException(e.getCause());
        } catch (ReflectiveOperationException | IOException e) {
            throw new InvalidKeyException(e);
        }
    }

    /** RFC 8017, 9.2: what RSA with PKCS #1 v1.5 signs is the digest and its name. */
    private static byte[] info(String digest, byte[] hash) throws IOException {
        return new DigestInfo(new DefaultDigestAlgorithmIdentifierFinder().find(digest.replace("SHA", "SHA-")), hash)
                .getEncoded(ASN1Encoding.DER);
    }

    /** A card gives r and s concatenated, a signature has them as a sequence (RFC 3279, 2.2.3). */
    private static byte[] sequence(byte[] plain) throws IOException {
        int half = plain.length / 2;
        return new DERSequence(new ASN1Integer[] {
                    new ASN1Integer(new BigInteger(1, Arrays.copyOf(plain, half))),
                    new ASN1Integer(new BigInteger(1, Arrays.copyOfRange(plain, half, plain.length)))
                })
                .getEncoded(ASN1Encoding.DER);
    }

    private Session session() throws ReflectiveOperationException {
        Object module = Pkcs11Internals.module(library);
        long[] slots = (long[]) call(module, "C_GetSlotList", false);
        return new Session(module, (long) call(module, "C_OpenSession", slots[slot], SERIAL_SESSION, null, null));
    }

    /** A session of its own; the login to the card counts for all sessions of the process. */
    private final class Session implements AutoCloseable {
        private final Object module;
        private final long handle;

        Session(Object module, long handle) {
            this.module = module;
            this.handle = handle;
        }

        /** Certificate and key of a pair have the same CKA_ID. */
        long privateKey() throws ReflectiveOperationException, GeneralSecurityException {
            long own = find(attribute(CLASS, CERTIFICATE), attribute(VALUE, certificate));
            Object id = get(own, ID);
            return find(attribute(CLASS, PRIVATE_KEY), attribute(ID, id));
        }

        boolean asks(long key) throws ReflectiveOperationException {
            return get(key, ALWAYS_AUTHENTICATE) instanceof byte[] value && value.length > 0 && value[0] != 0;
        }

        byte[] sign(long mechanism, @Nullable String pss, byte[] data, char @Nullable [] pin)
                throws ReflectiveOperationException, GeneralSecurityException {
            long key = privateKey();
            call(module, "C_SignInit", handle, mechanism(mechanism, pss), key);
            call(module, "C_Login", handle, CONTEXT_SPECIFIC, pin);
            return (byte[]) call(module, "C_Sign", handle, data);
        }

        private Object mechanism(long number, @Nullable String pss) throws ReflectiveOperationException {
            Object mechanism = type("CK_MECHANISM").getConstructor(long.class).newInstance(number);
            if (pss != null) {
                String name = pss.replace("SHA", "SHA-");
                int length = Integer.parseInt(pss.substring(3)) / 8;
                Class<?> parameters = type("CK_RSA_PKCS_PSS_PARAMS");
                mechanism
                        .getClass()
                        .getMethod("setParameter", parameters)
                        .invoke(
                                mechanism,
                                parameters
                                        .getConstructor(String.class, String.class, String.class, int.class)
                                        .newInstance(name, "MGF1", name, length));
            }
            return mechanism;
        }

        private long find(Object... template) throws ReflectiveOperationException, GeneralSecurityException {
            call(module, "C_FindObjectsInit", handle, array(template));
            long[] found = (long[]) call(module, "C_FindObjects", handle, 1L);
            call(module, "C_FindObjectsFinal", handle);
            if (found.length == 0) {
                throw new InvalidKeyException("not on the card");
            }
            return found[0];
        }

        private @Nullable Object get(long object, long what) throws ReflectiveOperationException {
            Object attribute = type("CK_ATTRIBUTE").getConstructor(long.class).newInstance(what);
            Object asked = array(attribute);
            call(module, "C_GetAttributeValue", handle, object, asked);
            // The library puts new attributes into the array.
            return attribute.getClass().getField("pValue").get(Array.get(asked, 0));
        }

        @Override
        public void close() throws ReflectiveOperationException {
            call(module, "C_CloseSession", handle);
        }
    }

    private static Object attribute(long what, @Nullable Object value) throws ReflectiveOperationException {
        return value instanceof Long number
                ? type("CK_ATTRIBUTE").getConstructor(long.class, long.class).newInstance(what, number)
                : type("CK_ATTRIBUTE").getConstructor(long.class, Object.class).newInstance(what, value);
    }

    private static Object array(Object... attributes) throws ReflectiveOperationException {
        Object array = Array.newInstance(type("CK_ATTRIBUTE"), attributes.length);
        for (int i = 0; i < attributes.length; i++) {
            Array.set(array, i, attributes[i]);
        }
        return array;
    }

    private static Class<?> type(String name) throws ReflectiveOperationException {
        return Class.forName(WRAPPER + name);
    }

    private static Object call(Object module, String name, @Nullable Object... arguments)
            throws ReflectiveOperationException {
        for (Method method : module.getClass().getMethods()) {
            if (method.getName().equals(name) && method.getParameterCount() == arguments.length) {
                Object result = method.invoke(module, arguments);
                return result == null ? name.toLowerCase(Locale.ROOT) : result;
            }
        }
        throw new NoSuchMethodException(name);
    }
}
