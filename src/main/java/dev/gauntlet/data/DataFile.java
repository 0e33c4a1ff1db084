package dev.gauntlet.data;

/**
 * A data file as it is stored, compressed or not.
 *
 * @param name without its folder, for example {@code train-images-idx3-ubyte.gz}
 * @param bytes its length as stored
 * @param sha256 of the bytes as stored, in lower-case hexadecimal
 */
public record DataFile(String name, long bytes, String sha256) {}
