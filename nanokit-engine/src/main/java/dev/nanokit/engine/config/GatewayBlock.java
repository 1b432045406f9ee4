package dev.nanokit.engine.config;

import dev.nanokit.model.Gateway;
import dev.nanokit.model.Port;

/** The gateway's ports: {@code gatewayPort}, {@code gatewayHttpsPort}. */
final class GatewayBlock implements Block {

    @Override
    public void read(Keys file, Draft draft) {
        int http = file.integer("gatewayPort", 1, 65535).orElse(80);
        int https = file.integer("gatewayHttpsPort", 1, 65535).orElse(443);
        if (http == https) {
            file.problem("spec.port-clash", "gatewayHttpsPort", "gatewayPort and gatewayHttpsPort are both " + http);
        }
        draft.project().gateway(new Gateway(new Port(http), new Port(https), file.positions()));
        file.notYet("gateway");
    }
}
