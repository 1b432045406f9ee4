package dev.nanokit.engine.config;

import dev.nanokit.model.Gateway;
import dev.nanokit.model.Port;
import java.util.Optional;

/** The gateway: {@code gatewayPort}, {@code gatewayHttpsPort} and {@code gateway}. */
final class GatewayBlock implements Block {

    @Override
    public void read(Keys file, Draft draft) {
        int http = file.integer("gatewayPort", 1, 65535).orElse(80);
        int https = file.integer("gatewayHttpsPort", 1, 65535).orElse(443);
        if (http == https) {
            file.problem("spec.port-clash", "gatewayHttpsPort", "gatewayPort and gatewayHttpsPort are both " + http);
        }
        Optional<Keys> keys = file.map("gateway");
        boolean speaksHttps = keys.flatMap(map -> map.flag("https")).orElse(true);
        Optional<String> email = keys.flatMap(map -> map.parsed("adminEmail", GatewayBlock::email));
        Optional<Gateway.Persistence> persistence = keys.flatMap(
                map -> map.parsed("persistenceMode", text -> VolumesBlock.oneOf(Gateway.Persistence.class, text)));
        keys.ifPresent(Keys::end);
        draft.project()
                .gateway(new Gateway(
                        new Port(http), new Port(https), speaksHttps, email, persistence, file.positions()));
    }

    private static String email(String text) {
        if (!text.matches("[^@\\s]+@[^@\\s]+")) {
            throw new IllegalArgumentException("found '" + text + "', expected an e-mail address");
        }
        return text;
    }
}
