package dev.gauntlet.experiment.images;

import dev.gauntlet.data.DataSet;
import dev.gauntlet.experiment.request.RequestException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The sets of images used last, so that many runs in one process share them. */
public final class ImageCache {

  /** A grid goes through its seeds in turn, and drawn digits differ by seed. */
  private static final int MOST = 8;

  private final Map<Object, DataSet> sets =
      new LinkedHashMap<>(MOST, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Object, DataSet> eldest) {
          return size() > MOST;
        }
      };

  /** Reads or makes images. */
  interface Source {
    DataSet load() throws RequestException;
  }

  /**
   * The images of that key.
   *
   * @throws RequestException if they are not there yet and cannot be read
   */
  synchronized DataSet get(Object key, Source source) throws RequestException {
    DataSet set = sets.get(key);
    if (set == null) {
      set = source.load();
      sets.put(key, set);
    }
    return set;
  }
}
