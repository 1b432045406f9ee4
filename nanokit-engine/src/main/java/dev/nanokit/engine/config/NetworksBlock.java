package dev.nanokit.engine.config;

import dev.nanokit.model.Network;
import java.util.Optional;

/** {@code networks}. */
final class NetworksBlock implements Block {

    private static final String CIDR =
            "(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)\\.){3}(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)/(?:[89]|[12]\\d|3[0-2])";

    @Override
    public void read(Keys file, Draft draft) {
        file.named("networks").forEach((name, keys) -> {
            Optional<String> cidr = keys.parsed("cidr", NetworksBlock::cidr);
            Network.Visibility visibility =
                    keys.parsed("visibility", NetworksBlock::visibility).orElse(Network.Visibility.PUBLIC);
            Optional<String> vpcId = keys.text("vpcId");
            keys.end();
            draft.project().network(new Network(name, cidr, visibility, vpcId, keys.positions()));
        });
    }

    private static String cidr(String text) {
        if (!text.matches(CIDR)) {
            throw new IllegalArgumentException("found '" + text + "', expected a range such as 10.20.1.0/24");
        }
        return text;
    }

    private static Network.Visibility visibility(String text) {
        return switch (text) {
            case "public" -> Network.Visibility.PUBLIC;
            case "private" -> Network.Visibility.PRIVATE;
            default -> throw new IllegalArgumentException("found '" + text + "', expected public or private");
        };
    }
}
