package federzug.houseplan.broken.delivery;

import org.springframework.security.core.context.SecurityContextHolder;

class AsksWhoIsLoggedIn {
    String who() {
        return String.valueOf(SecurityContextHolder.getContext().getAuthentication());
    }
}
