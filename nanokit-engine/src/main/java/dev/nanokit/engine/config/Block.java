package dev.nanokit.engine.config;

/** One block of the file: a new block is a new class, and a line in {@link ConfigReader}. */
interface Block {

    /** Reads its keys of the file into the project. */
    void read(Keys file, Draft draft);
}
