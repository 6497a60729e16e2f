package io.carillon.apps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AppsFileTest {
  @TempDir private Path directory;

  @Test
  @DisplayName("R1 id, key and secret make an app")
  void smallestApp() throws IOException {
    // Given
    var file = file("[{'id':'shop','key':'shop-key','secret':'s3cr3t'}]");
    // When
    var apps = AppsFile.read(file);
    // Then
    assertThat(apps).containsExactly(App.of("shop", new AppKey("shop-key", "s3cr3t")));
  }

  @Test
  @DisplayName("R12 every setting of the file is read")
  void everySetting() throws IOException {
    // Given
    var file =
        file(
            """
            [{'id':'shop', 'key':'shop-key', 'secret':'s3cr3t', 'name':'The shop',
              'keys':[{'key':'shop-key-2', 'secret':'another-one'}],
              'clientEvents':true, 'subscriptionCounts':true, 'watchlist':true, 'paused':true,
              'webhooks':[{'url':'https://shop.example/hook', 'events':['member_added'], 'channelPrefix':'presence-', 'batched':true}],
              'origins':['https://shop.example'],
              'limits':{'connections':100, 'eventBytes':20480, 'presenceMembers':null},
              'users':{'issuer':'https://login.example', 'audience':'shop-web'}}]
            """);
    // When
    var app = AppsFile.read(file).getFirst();
    // Then
    assertThat(app.name()).isEqualTo("The shop");
    assertThat(app.keys()).hasSize(2);
    assertThat(app.features())
        .containsExactlyInAnyOrder(
            Feature.CLIENT_EVENTS, Feature.SUBSCRIPTION_COUNTS, Feature.WATCHLIST);
    assertThat(app.paused()).isTrue();
    assertThat(app.webhooks())
        .containsExactly(
            new WebhookTarget(
                URI.create("https://shop.example/hook"),
                List.of("member_added"),
                "presence-",
                true));
    assertThat(app.origins()).containsExactly("https://shop.example");
    assertThat(app.limits().connections()).isEqualTo(100);
    assertThat(app.limits().eventBytes()).isEqualTo(20_480);
    assertThat(app.limits().presenceMembers()).isEqualTo(AppLimits.NONE);
    assertThat(app.limits().batchEvents()).isEqualTo(AppLimits.DEFAULT.batchEvents());
    assertThat(app.users()).isEqualTo(new UserIssuer("https://login.example", "shop-web"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "[{'key':'k','secret':'x'}]|entry 0: field \"id\" is missing",
        "[{'id':'a','secret':'x'}]|entry 0: field \"key\" is missing",
        "[{'id':'a','key':'k'}]|entry 0: field \"secret\" is missing",
        "[{'id':'a','key':'k','secret':''}]|entry 0: a secret has 1 to 256 characters",
        "[{'id':7,'key':'k','secret':'x'}]|entry 0: field \"id\" must be a string, not a number",
        "[{'id':'a b','key':'k','secret':'x'}]|entry 0: an app id has 1 to 64",
        "[OK,7]|entry 1: must be an object, not a number",
        "[OK,{'id':'ok','key':'k','secret':'x'}]|entry 1: field \"id\" stands in an entry before it",
        "[OK,{'id':'b','key':'ok-key','secret':'x'}]|entry 1: field \"key\" is entry 0's too",
        "[{ID,'clientEvent':true}]|entry 0: field \"clientEvent\" is not known; known are authorizedConnections, clientEvents,",
        "[{ID,'clientEvents':'yes'}]|entry 0: field \"clientEvents\" must be true or false, not a string",
        "[{ID,'keys':{}}]|entry 0: field \"keys\" must be a list, not an object",
        "[{ID,'keys':[{'key':'x'}]}]|entry 0: field \"keys[0].secret\" is missing",
        "[{ID,'keys':[{'key':'k','secret':'x'}]}]|entry 0: the key k stands twice",
        "[{ID,'webhooks':[{'url':'/hook'}]}]|entry 0: field \"webhooks[0]\": a webhook's url is an http",
        "[{ID,'webhooks':[{'url':'http://[x'}]}]|entry 0: field \"webhooks[0].url\" must be an http",
        "[{ID,'webhooks':[{'url':'http://x','event':[]}]}]|entry 0: field \"webhooks[0].event\" is not known",
        "[{ID,'webhooks':[{'url':'http://x','events':[7]}]}]|entry 0: field \"webhooks[0].events[0]\" must be a string",
        "[{ID,'origins':['shop.example']}]|entry 0: an origin is like https://shop.example",
        "[{ID,'limits':{'connection':1}}]|entry 0: field \"limits.connection\" is not known",
        "[{ID,'limits':{'connections':1.5}}]|entry 0: field \"limits.connections\" must be a whole number",
        "[{ID,'limits':{'connections':0}}]|entry 0: field \"limits\": limit connections is at least 1",
        "[{ID,'users':{}}]|entry 0: field \"users.issuer\" is missing",
        "[{ID,'users':{'issuer':'x','aud':'y'}}]|entry 0: field \"users.aud\" is not known",
        "{}|it must be a JSON list of apps",
        "~~|it must be a JSON list of apps",
        "[|it is not valid JSON, at line 1",
        "[] []|it is not valid JSON, at line 1",
        "[{'id':'a','id':'b'}]|it is not valid JSON, at line 1",
      })
  @DisplayName("R164 a mistake is named with its entry and field")
  void mistakes(String text, String why) throws IOException {
    // Given
    var file =
        file(
            text.replace("OK", "{'id':'ok','key':'ok-key','secret':'x'}")
                .replace("ID", "'id':'a','key':'k','secret':'x'"));
    // Then
    assertThatIllegalStateException()
        .isThrownBy(() -> AppsFile.read(file))
        .withMessageStartingWith("The apps file " + file + " cannot be used: ")
        .withMessageContaining(why);
  }

  @Test
  @DisplayName("R6 no message repeats what may be a secret")
  void noSecretInMessages() throws IOException {
    // Given
    var broken = file("[{'id':'a','key':'k','secret':'hush-hush'\n'name':'hush-hush'}]");
    // Then
    assertThatIllegalStateException()
        .isThrownBy(() -> AppsFile.read(broken))
        .withMessageContaining("line 2")
        .withNoCause()
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("hush"));
  }

  @Test
  @DisplayName("R164 a file that is not there is named, with the setting")
  void noFile() {
    assertThatIllegalStateException()
        .isThrownBy(() -> AppsFile.read(directory.resolve("none.json")))
        .withMessageContaining("none.json")
        .withMessageContaining("carillon.apps.file");
  }

  // Single quotes stand for double ones, to be readable.
  private Path file(String text) throws IOException {
    return Files.writeString(directory.resolve("apps.json"), text.replace('\'', '"'));
  }
}
