package dev.gauntlet.data.published;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gauntlet.data.SmallFiles;
import dev.gauntlet.data.published.DataInventory.Entry;
import dev.gauntlet.data.published.DataInventory.State;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataInventoryTest {

  @TempDir Path data;

  @Test
  void tellsMissingDamagedAndIntactFiles() throws Exception {
    Path folder = SmallFiles.mnist(data);
    Files.delete(folder.resolve("train-labels-idx1-ubyte"));
    SmallFiles.write(folder, "train-images-idx3-ubyte", new byte[100]);

    DataInventory inventory = DataInventory.of("mnist", data);

    assertThat(inventory.folder()).isEqualTo(folder);
    assertThat(inventory.complete()).isFalse();
    assertThat(inventory.entries())
        .extracting(Entry::state)
        .containsExactly(State.DAMAGED, State.MISSING, State.INTACT, State.INTACT);
    assertThat(inventory.entries().get(0).problem().orElseThrow()).contains("magic number");
    Entry intact = inventory.entries().get(2);
    assertThat(intact.origin()).contains(Origin.OTHER);
    assertThat(intact.file().orElseThrow().name()).isEqualTo("t10k-images-idx3-ubyte.gz");
  }

  @Test
  void coversEverySetEvenWithoutAnyFolder() {
    List<DataInventory> all = DataInventory.of(data.resolve("nowhere"));

    assertThat(all).extracting(DataInventory::set).isEqualTo(ImageSets.names());
    assertThat(all)
        .allSatisfy(
            inventory ->
                assertThat(inventory.entries())
                    .extracting(Entry::state)
                    .containsOnly(State.MISSING));
    SmallFiles.cifar(data);
    assertThat(DataInventory.of("cifar-10", data).complete()).isTrue();
  }
}
