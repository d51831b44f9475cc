package federzug.web.account;

import federzug.access.Role;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which groups of the house may do what on the pages: each list names groups as the login service or the directory
 * writes them.
 */
public record RoleGroups(
        @DefaultValue List<String> vorgang,
        @DefaultValue List<String> pruefung,
        @DefaultValue List<String> presse,
        @DefaultValue List<String> presseFreigabe,
        @DefaultValue List<String> verwaltung) {
    public RoleGroups {
        vorgang = List.copyOf(vorgang);
        pruefung = List.copyOf(pruefung);
        presse = List.copyOf(presse);
        presseFreigabe = List.copyOf(presseFreigabe);
        verwaltung = List.copyOf(verwaltung);
    }

    static final RoleGroups NONE = new RoleGroups(List.of(), List.of(), List.of(), List.of(), List.of());

    boolean isEmpty() {
        return equals(NONE);
    }

    /**
     * The roles that membership gives.
     *
     * @param same whether a group of the settings is one of the person's
     */
    Set<Role> of(Collection<String> groups, BiPredicate<String, String> same) {
        Map<Role, List<String>> table = new EnumMap<>(Role.class);
        table.put(Role.VORGANG, vorgang);
        table.put(Role.PRUEFUNG, pruefung);
        table.put(Role.PRESSE, presse);
        table.put(Role.PRESSE_FREIGABE, presseFreigabe);
        table.put(Role.VERWALTUNG, verwaltung);
        Set<Role> roles = EnumSet.noneOf(Role.class);
        table.forEach((role, wanted) -> {
            if (wanted.stream().anyMatch(one -> groups.stream().anyMatch(group -> same.test(one, group)))) {
                roles.add(role);
            }
        });
        return roles;
    }
}
