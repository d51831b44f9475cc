/** Signs on smart cards through PKCS#11. */
@NullMarked
package federzug.signing.card;

import org.jspecify.annotations.NullMarked;
