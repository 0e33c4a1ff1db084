package dev.gauntlet.data.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gauntlet.data.DataException;
import dev.gauntlet.data.Sha256;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownloaderTest {

  private static final byte[] CONTENT = content();

  @TempDir Path folder;
  private FileServer server;
  private final List<Long> progress = new ArrayList<>();

  @BeforeEach
  void startServer() throws Exception {
    server = new FileServer(CONTENT);
  }

  @AfterEach
  void stopServer() {
    server.close();
  }

  @Test
  void fetchesAFileAndReportsItsLength() throws Exception {
    assertThat(download("/good"))
        .isEqualTo(folder.resolve("sub/file.gz"))
        .hasBinaryContent(CONTENT);
    assertThat(folder.resolve("sub/file.gz.part")).doesNotExist();
    assertThat(progress).isSorted().endsWith((long) CONTENT.length);
    assertThat(server.requests).containsExactly("/good -");
  }

  @Test
  void followsARedirection() {
    assertThat(download("/moved")).hasBinaryContent(CONTENT);
  }

  @Test
  void resumesABrokenDownload() {
    assertThat(download("/breaks-once")).hasBinaryContent(CONTENT);
    assertThat(server.requests).hasSize(2);
    assertThat(server.requests.get(1)).isEqualTo("/breaks-once bytes=" + CONTENT.length / 4 + "-");
  }

  @Test
  void resumesWhatAnEarlierProcessLeft() throws Exception {
    leavePart(Arrays.copyOf(CONTENT, 1000));
    assertThat(download("/good")).hasBinaryContent(CONTENT);
    assertThat(server.requests).containsExactly("/good bytes=1000-");
  }

  @Test
  void usesAPartThatIsCompleteAlready() throws Exception {
    leavePart(CONTENT);
    assertThat(download("/good")).hasBinaryContent(CONTENT);
    assertThat(server.requests).isEmpty();
  }

  @Test
  void startsAgainWhereAServerCannotContinue() throws Exception {
    for (String path : new String[] {"/no-range", "/no-continuing", "/bad-range"}) {
      leavePart(Arrays.copyOf(CONTENT, 1000));
      assertThat(download(path)).as(path).hasBinaryContent(CONTENT);
      Files.delete(folder.resolve("sub/file.gz"));
    }
  }

  @Test
  void startsAgainIfThePartWasWrong() throws Exception {
    leavePart(new byte[1000]);
    assertThat(download("/good")).hasBinaryContent(CONTENT);
    assertThat(server.requests).containsExactly("/good bytes=1000-", "/good -");
  }

  @Test
  void refusesAndDeletesAFileOfWrongChecksum() {
    assertThatThrownBy(() -> download("/wrong"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("file.gz could not be downloaded")
        .hasMessageContaining("with SHA-256 " + Sha256.of(CONTENT) + ", found");
    assertThat(folder.resolve("sub")).isEmptyDirectory();
    assertThat(server.requests).hasSize(1);
  }

  @Test
  void refusesAFileThatIsTooLong() {
    assertThatThrownBy(() -> download("/too-long"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("99999");
    assertThat(folder.resolve("sub")).isEmptyDirectory();
  }

  @Test
  void triesTheNextAddress() {
    assertThat(download("/missing", "/wrong", "/good")).hasBinaryContent(CONTENT);
    assertThat(server.requests).containsExactly("/missing -", "/wrong -", "/good -");
  }

  @Test
  void givesUpAfterSomeAttemptsAndKeepsWhatArrived() {
    assertThatThrownBy(() -> download("/always-breaks", "/missing"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(server.address("/always-breaks").toString())
        .hasMessageContaining("HTTP status 404")
        .hasMessageContaining("What has arrived is kept");
    assertThat(server.requests).hasSize(5);
    assertThat(folder.resolve("sub/file.gz.part"))
        .hasBinaryContent(Arrays.copyOf(CONTENT, partAfterFourBreaks()));
  }

  @Test
  void namesAnAddressThatCannotBeReached() {
    URI address = server.address("/good");
    server.close();
    assertThatThrownBy(() -> download("/good"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(address + ": java.net.ConnectException");
  }

  private Path download(String... paths) {
    List<URI> addresses = Arrays.stream(paths).map(server::address).toList();
    RemoteFile file = new RemoteFile("file.gz", CONTENT.length, Sha256.of(CONTENT), addresses);
    return new Downloader()
        .download(
            file,
            folder.resolve("sub"),
            (name, bytes, totalBytes) -> {
              assertThat(name).isEqualTo("file.gz");
              assertThat(totalBytes).isEqualTo(CONTENT.length);
              progress.add(bytes);
            });
  }

  private void leavePart(byte[] bytes) throws Exception {
    Files.createDirectories(folder.resolve("sub"));
    Files.write(folder.resolve("sub/file.gz.part"), bytes);
  }

  private static int partAfterFourBreaks() {
    int arrived = 0;
    for (int i = 0; i < 4; i++) {
      arrived += (CONTENT.length - arrived) / 4;
    }
    return arrived;
  }

  private static byte[] content() {
    byte[] bytes = new byte[50_000];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i * 31 + i / 251);
    }
    return bytes;
  }
}
