package dev.nanokit.model;

/** The database engines that the file format names and this version carries out. */
public enum DatabaseEngine {
    /** PostgreSQL. */
    POSTGRES
}
