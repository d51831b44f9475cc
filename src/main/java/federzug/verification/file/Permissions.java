package federzug.verification.file;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.jspecify.annotations.Nullable;

/**
 * What the signatures of one revision allow to be done after them (ISO 32000-1, 12.8.2.2 DocMDP and 12.8.2.4 FieldMDP;
 * ISO 32000-2, 12.7.5.5 for a lock's /P). Without a certification forms may be filled in and others may sign.
 */
public final class Permissions {
    private static final COSName REFERENCE = COSName.getPDFName("Reference");
    private static final COSName METHOD = COSName.getPDFName("TransformMethod");
    private static final COSName PARAMS = COSName.getPDFName("TransformParams");
    private static final COSName FIELD_MDP = COSName.getPDFName("FieldMDP");
    private static final COSName ACTION = COSName.getPDFName("Action");
    private static final COSName LOCK = COSName.getPDFName("Lock");
    private static final int NOT_CERTIFIED = 0;
    private static final int NOTHING = 1;
    private static final int FORMS = 2;
    private static final int ANNOTATIONS = 3;

    private int level = NOT_CERTIFIED;
    private final List<FieldLock> locks = new ArrayList<>();

    private Permissions() {}

    public static Permissions of(PDDocument pdf, FormTree form) {
        Permissions permissions = new Permissions();
        form.fields().values().forEach(field -> {
            COSDictionary signature = FormTree.signature(field);
            if (signature != null && !FormTree.isTimeStamp(signature)) {
                permissions.read(signature);
                COSDictionary lock = field.getCOSDictionary(LOCK);
                if (lock != null) {
                    permissions.lock(lock);
                    permissions.restrict(lock);
                }
            }
        });
        COSDictionary perms = pdf.getDocumentCatalog().getCOSObject().getCOSDictionary(COSName.PERMS);
        COSDictionary certifying = perms == null ? null : perms.getCOSDictionary(COSName.DOCMDP);
        if (certifying != null) {
            permissions.read(certifying);
            if (permissions.level == NOT_CERTIFIED) {
                permissions.level = FORMS;
            }
        }
        return permissions;
    }

    private void read(COSDictionary signature) {
        COSArray references = signature.getCOSArray(REFERENCE);
        for (int i = 0; references != null && i < references.size(); i++) {
            if (!(ObjectPairs.resolve(references.get(i)) instanceof COSDictionary reference)) {
                continue;
            }
            COSDictionary params = reference.getCOSDictionary(PARAMS);
            COSName method = reference.getCOSName(METHOD);
            if (COSName.DOCMDP.equals(method)) {
                // "Default value: 2" (ISO 32000-1, table 254).
                restrictTo(params == null ? FORMS : params.getInt(COSName.P, FORMS));
            } else if (FIELD_MDP.equals(method) && params != null) {
                lock(params);
            }
        }
    }

    private void restrict(COSDictionary lock) {
        int most = lock.getInt(COSName.P, NOT_CERTIFIED);
        if (most != NOT_CERTIFIED) {
            restrictTo(most);
        }
    }

    /** Of several the strictest counts; an unknown value counts as the strictest. */
    private void restrictTo(int most) {
        int known = most < NOTHING || most > ANNOTATIONS ? NOTHING : most;
        level = level == NOT_CERTIFIED ? known : Math.min(level, known);
    }

    private void lock(COSDictionary lock) {
        Set<String> names = new HashSet<>();
        COSArray fields = lock.getCOSArray(COSName.FIELDS);
        for (int i = 0; fields != null && i < fields.size(); i++) {
            if (ObjectPairs.resolve(fields.get(i)) instanceof COSString name) {
                names.add(name.getString());
            }
        }
        locks.add(new FieldLock(String.valueOf(lock.getNameAsString(ACTION)), names));
    }

    /** Whether this signature sets what may be done to the whole document. */
    public static boolean certifies(COSDictionary signature) {
        COSArray references = signature.getCOSArray(REFERENCE);
        for (int i = 0; references != null && i < references.size(); i++) {
            if (ObjectPairs.resolve(references.get(i)) instanceof COSDictionary reference
                    && COSName.DOCMDP.equals(reference.getCOSName(METHOD))) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether a later signature claims to allow more than those before it; it does not count, but a reader may think
     * so.
     */
    public boolean isWidenedBy(COSDictionary field) {
        Permissions later = new Permissions();
        COSDictionary signature = FormTree.signature(field);
        if (signature != null) {
            later.read(signature);
        }
        COSDictionary lock = field.getCOSDictionary(LOCK);
        if (lock != null) {
            later.restrict(lock);
        }
        return level != NOT_CERTIFIED && later.level > level;
    }

    /** Whether a signature or a lock so far sets what may be done to the whole document. */
    public boolean certified() {
        return level != NOT_CERTIFIED;
    }

    public boolean nothing() {
        return level == NOTHING;
    }

    /** The document is certified, and expressly allows forms to be filled in. */
    public boolean formsExpressly() {
        return level >= FORMS;
    }

    public boolean annotations() {
        return level == ANNOTATIONS;
    }

    public boolean mayFill(String field) {
        return level != NOTHING && locks.stream().noneMatch(lock -> lock.holds(field));
    }

    private record FieldLock(String action, Set<String> names) {
        boolean holds(String field) {
            return switch (action) {
                case "Include" -> names.stream().anyMatch(name -> isOrIsUnder(field, name));
                case "Exclude" -> names.stream().noneMatch(name -> isOrIsUnder(field, name));
                default -> true;
            };
        }

        private static boolean isOrIsUnder(String field, String name) {
            return field.equals(name) || field.startsWith(name + ".");
        }
    }

    public static @Nullable COSBase inherited(COSDictionary field, COSName key) {
        COSDictionary at = field;
        for (int i = 0; i < 64 && at != null; i++) {
            COSBase value = ObjectPairs.resolve(at.getItem(key));
            if (value != null) {
                return value;
            }
            at = at.getCOSDictionary(COSName.PARENT);
        }
        return null;
    }
}
