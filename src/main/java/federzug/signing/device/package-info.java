/** Opens signing devices: key files, PKCS#11 cards and remote services (CSC). */
@NullMarked
package federzug.signing.device;

import org.jspecify.annotations.NullMarked;
