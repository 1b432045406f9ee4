package dev.nanokit.engine.command;

import dev.nanokit.provider.Inventory;
import dev.nanokit.provider.Scope;
import dev.nanokit.provider.Surroundings;

/** What planning may ask of the platform. */
interface Reads {

    Surroundings surroundings();

    Inventory discover(Scope scope);
}
