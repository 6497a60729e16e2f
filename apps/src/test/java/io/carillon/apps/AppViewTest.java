package io.carillon.apps;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.apps.AppView.Environment;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AppViewTest {
  private final AppRecordCodec codec = new AppRecordCodec(Samples.PLATFORM_KEY);
  private final AppRecordCodec otherCodec =
      new AppRecordCodec(PlatformKey.of(PlatformKey.generate()));
  private final LogLines log = new LogLines();
  private final List<String> told = new ArrayList<>();
  private final AppView view = view(Environment.PRODUCTION, Samples.named("shop", "configured"));

  @AfterEach
  void forgetLog() {
    log.close();
  }

  @Test
  @DisplayName("R12 before the end is reached only configured apps show, and it is not ready")
  void loading() {
    // When
    take("shop", 1, "from the topic");
    view.show();
    // Then
    assertThat(view.ready()).isFalse();
    assertThat(name("shop")).isEqualTo("configured");
  }

  @Test
  @DisplayName(
      "R12 at the end everything shows at once, and nobody is told of what was there before")
  void ready() {
    // Given
    take("shop", 1, "first");
    take("shop", 2, "second");
    take("game", 4, "compacted");
    // When
    view.endReached();
    // Then
    assertThat(view.ready()).isTrue();
    assertThat(view.state()).isEqualTo("ready");
    assertThat(name("shop")).isEqualTo("second");
    assertThat(name("game")).isEqualTo("compacted");
    assertThat(told).isEmpty();
  }

  @Test
  @DisplayName("R164 a change shows at once and is told once")
  void changed() {
    // Given
    view.endReached();
    // When
    take("shop", 1, "from the topic");
    take("game", 1, "new");
    view.show();
    view.show();
    // Then
    assertThat(told).containsExactlyInAnyOrder("shop: from the topic", "game: new");
    assertThat(view.apps().version("shop")).isEqualTo(1);
  }

  @Test
  @DisplayName("R9 a record out of turn is ignored with a log line")
  void outOfTurn() {
    // Given
    view.endReached();
    take("shop", 1, "first");
    view.show();
    // When
    take("shop", 1, "the other editor's");
    take("shop", 3, "too early");
    view.show();
    // Then
    assertThat(name("shop")).isEqualTo("first");
    assertThat(told).containsExactly("shop: first");
    assertThat(log.lines())
        .contains(
            "WARN Ignored a record of app shop: version=1 current=1",
            "WARN Ignored a record of app shop: version=3 current=1");
  }

  @Test
  @DisplayName(
      "R11 an app that was removed is told as paused, unless a configured one takes its place")
  void removed() {
    // Given
    take("shop", 1, "from the topic");
    take("game", 1, "game");
    view.endReached();
    // When
    view.take(AppRecordCodec.key("shop"), null);
    view.take(AppRecordCodec.key("game"), null);
    view.show();
    // Then
    assertThat(told).containsExactlyInAnyOrder("shop: configured", "game: game paused");
    assertThat(view.apps().byId("game")).isEmpty();
  }

  @Test
  @DisplayName("R6 with the wrong platform key it does not become ready, and says why")
  void wrongPlatformKey() {
    // Given
    view.take(AppRecordCodec.key("game"), otherCodec.encode(new AppRecord(1, Samples.app("game"))));
    // When
    view.endReached();
    // Then
    assertThat(view.ready()).isFalse();
    assertThat(view.state()).contains("carillon.apps.platform-key").contains("game");
    assertThat(log.lines())
        .anyMatch(line -> line.contains("ERROR Cannot read the record of app game"));
  }

  @Test
  @DisplayName("R6 it becomes ready when the record is written again")
  void readableAgain() {
    // Given
    view.take(AppRecordCodec.key("game"), otherCodec.encode(new AppRecord(1, Samples.app("game"))));
    view.endReached();
    // When
    take("game", 2, "readable");
    view.show();
    // Then
    assertThat(view.ready()).isTrue();
    assertThat(name("game")).isEqualTo("readable");
  }

  @Test
  @DisplayName("R11 once ready, an app whose record cannot be read stays as it was")
  void unreadableLater() {
    // Given
    take("game", 1, "known");
    view.endReached();
    // When
    view.take(AppRecordCodec.key("game"), otherCodec.encode(new AppRecord(2, Samples.app("game"))));
    view.show();
    // Then
    assertThat(view.ready()).isTrue();
    assertThat(name("game")).isEqualTo("known");
  }

  @Test
  @DisplayName("R153 broken records are ignored with a log line")
  void broken() {
    // When
    view.take(null, "{}".getBytes(UTF_8));
    view.take(AppRecordCodec.key("game"), "nonsense".getBytes(UTF_8));
    view.endReached();
    // Then
    assertThat(view.ready()).isTrue();
    assertThat(view.apps().all()).hasSize(1);
    assertThat(log.lines()).filteredOn(line -> line.startsWith("WARN Ignored")).hasSize(2);
  }

  @Test
  @DisplayName("R6 an app with the development secret is paused in production")
  void developmentSecret() {
    // Given
    var known = App.of("dev", new AppKey("dev-key", AppKey.DEVELOPMENT_SECRET));
    var value = codec.encode(new AppRecord(1, known));
    var development = view(Environment.DEVELOPMENT);
    // When
    view.take(AppRecordCodec.key("dev"), value);
    view.endReached();
    development.take(AppRecordCodec.key("dev"), value);
    development.endReached();
    // Then
    assertThat(view.apps().byId("dev")).contains(known.asPaused());
    assertThat(development.apps().byId("dev")).contains(known);
  }

  @Test
  @DisplayName("R11 a listener that fails harms neither the others nor the registry")
  void failingListener() {
    // Given
    var after = new ArrayList<String>();
    view.whenChanged(app -> {
      throw new IllegalStateException("broken");
    });
    view.whenChanged(app -> after.add(app.id()));
    view.endReached();
    // When
    take("game", 1, "new");
    view.show();
    // Then
    assertThat(after).containsExactly("game");
    assertThat(name("game")).isEqualTo("new");
  }

  @Test
  @DisplayName(
      "R11 when the topic is read anew the last state stays until its end, then the difference is told")
  void restart() {
    // Given
    take("shop", 3, "old");
    take("game", 1, "old");
    view.endReached();
    // When
    view.restart();
    take("shop", 1, "restored");
    view.show();
    var meanwhile = name("shop");
    view.endReached();
    // Then
    assertThat(meanwhile).isEqualTo("old");
    assertThat(view.ready()).isTrue();
    assertThat(told).containsExactlyInAnyOrder("shop: restored", "game: old paused");
  }

  @Test
  @DisplayName("R155 no log line carries a secret")
  void noSecretsInTheLog() {
    // When
    take("shop", 1, "first");
    take("shop", 1, "out of turn");
    view.take(AppRecordCodec.key("game"), otherCodec.encode(new AppRecord(1, Samples.app("game"))));
    view.take(AppRecordCodec.key("x"), ("\"" + Samples.SECRET + "\"").getBytes(UTF_8));
    view.take(AppRecordCodec.key("y"), (Samples.SECRET + "{").getBytes(UTF_8));
    view.endReached();
    // Then
    assertThat(log.lines()).isNotEmpty().noneMatch(line -> line.contains(Samples.SECRET));
  }

  private AppView view(Environment environment, App... configured) {
    var view = new AppView(codec, List.of(configured), environment);
    view.whenChanged(
        app -> told.add(app.id() + ": " + app.name() + (app.paused() ? " paused" : "")));
    return view;
  }

  private void take(String id, long version, String name) {
    view.take(
        AppRecordCodec.key(id), codec.encode(new AppRecord(version, Samples.named(id, name))));
  }

  private String name(String id) {
    return view.apps().byId(id).map(App::name).orElse("none");
  }
}
