package federzug.web.frame;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the pages.
 *
 * @param address where browsers find the pages, for example {@code https://federzug.example}; null: the address of this
 *     machine
 * @param house name of the house in the head of each page; empty: none
 * @param contact who helps people that were invited, with a name; empty: nobody is named
 * @param phone of that person, as it is dialled; empty: none is named
 * @param administrationPhone of those who reset passwords and give permissions; empty: none is named
 * @param foot pages of the house that each page leads to
 * @param proxies addresses of proxies that are believed when they name the browser's address
 * @param backups folder outside the data folder that gets the backups made on the page; empty: none are made there
 * @param demo this is a demonstration
 */
@ConfigurationProperties("federzug.web")
public record WebSettings(
        @Nullable URI address,
        @DefaultValue("") String house,
        @DefaultValue("") String contact,
        @DefaultValue("") String phone,
        @DefaultValue("") String administrationPhone,
        @DefaultValue Foot foot,
        @DefaultValue List<String> proxies,
        @DefaultValue("") String backups,
        @DefaultValue("false") boolean demo) {
    public WebSettings {
        if (address != null
                && (address.getHost() == null || !List.of("http", "https").contains(address.getScheme()))) {
            throw new IllegalArgumentException("federzug.web.address: http(s)://host");
        }
        proxies = List.copyOf(proxies);
    }

    /**
     * Pages of the house that the foot of each page leads to; null: none.
     *
     * @param accessibility the declaration of accessibility
     * @param privacy how the house protects personal data
     * @param imprint who is responsible
     */
    public record Foot(
            @Nullable URI accessibility,
            @Nullable URI privacy,
            @Nullable URI imprint) {
        public Foot {
            for (URI page : new @Nullable URI[] {accessibility, privacy, imprint}) {
                if (page != null && !List.of("http", "https").contains(page.getScheme())) {
                    throw new IllegalArgumentException("federzug.web.foot: http(s)://host/page");
                }
            }
        }
    }

    boolean isSecure() {
        return address != null && "https".equals(address.getScheme());
    }
}
