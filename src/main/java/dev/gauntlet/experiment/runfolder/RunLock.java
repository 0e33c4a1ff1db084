package dev.gauntlet.experiment.runfolder;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * A run's folder has one writer. The lock is the system's, on a file that stays: it is gone with
 * the process, however that ends. Nobody may open that file besides: a process loses its lock with
 * the first descriptor of the file that it closes.
 */
public final class RunLock implements AutoCloseable {

  public static final String FILE = ".lock";

  /** Locks are the process's, so that the system does not keep its threads apart. */
  private static final Set<Path> HELD = new HashSet<>();

  private final Path file;
  private final FileChannel channel;

  private RunLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /** Locks the folder, which is made if there is none; empty if someone else writes there. */
  public static Optional<RunLock> acquire(Path folder) throws IOException {
    synchronized (HELD) {
      Files.createDirectories(folder);
      Path file = folder.toRealPath().resolve(FILE);
      if (HELD.contains(file)) {
        return Optional.empty();
      }
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (channel.tryLock() == null) {
        channel.close();
        return Optional.empty();
      }
      HELD.add(file);
      return Optional.of(new RunLock(file, channel));
    }
  }

  /** The folder. */
  public Path folder() {
    return requireNonNull(file.getParent());
  }

  /** Whether a living process, perhaps this one, writes to the folder. */
  public static boolean isHeld(Path folder) {
    synchronized (HELD) {
      try {
        Path file = folder.toRealPath().resolve(FILE);
        if (HELD.contains(file)) {
          return true;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock()) {
          return lock == null;
        }
      } catch (IOException e) {
        // There is no such folder or no such file, or they cannot be written by anyone here.
        return false;
      }
    }
  }

  /** What the user is told of a folder that another process writes to. */
  public static String refusal(Path folder) {
    return folder + " is being written by a run that is still going on";
  }

  @Override
  public void close() throws IOException {
    synchronized (HELD) {
      HELD.remove(file);
      channel.close();
    }
  }
}
