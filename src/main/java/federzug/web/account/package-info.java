/** Pages about accounts: logging in, the first account, the own password, and who may do what. */
@NullMarked
package federzug.web.account;

import org.jspecify.annotations.NullMarked;
