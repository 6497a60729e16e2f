package io.carillon.local.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {
  @TempDir private Path root;

  @Test
  void isInTheTreeUnlessSetOtherwise() {
    // When
    var usual = Home.from(Map.of(), root);
    var set = Home.from(Map.of("CARILLON_HOME", "/data/carillon"), root);
    // Then
    assertThat(usual.directory()).isEqualTo(root.resolve(".carillon"));
    assertThat(set.directory()).isEqualTo(Path.of("/data/carillon"));
  }

  @Test
  void makesThePlatformKeyOnceAndForItsOwnerAlone() throws IOException {
    // Given
    var home = new Home(root).created();
    // When
    var key = home.platformKey();
    // Then
    assertThat(Base64.getDecoder().decode(key)).hasSize(32);
    assertThat(home.platformKey()).isEqualTo(key);
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(root.resolve("platform-key"))))
        .isEqualTo("rw-------");
  }

  @Test
  void keepsTheLogOfOneRunBefore() throws IOException {
    // Given
    var home = new Home(root).created();
    Files.writeString(home.log("chat"), "yesterday");
    // When
    home.turnLog("chat");
    // Then
    assertThat(home.log("chat")).doesNotExist();
    assertThat(home.logs().resolve("chat.log.old")).hasContent("yesterday");
  }
}
