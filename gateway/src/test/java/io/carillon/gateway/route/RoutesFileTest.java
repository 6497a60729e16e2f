package io.carillon.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.carillon.events.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoutesFileTest {
  private static final Topics TOPICS = Topics.of("carillon.");

  @TempDir private Path directory;

  @Test
  @DisplayName("R50 a route is a topic and templates for app, channels, event and data")
  void reads() throws IOException {
    // Given
    var file =
        file(
            """
            [{'name':'orders', 'topic':'shop.orders', 'app':'shop', 'channel':'order-{key}', 'event':'{header.type}'},
             {'name':'feed', 'topic':'shop.orders', 'app':'{header.app}', 'channels':['feed','feed-{value.region}'],
              'event':'order', 'data':'{value.payload}'}]
            """);
    // When
    var routes = RoutesFile.read(file, TOPICS);
    // Then
    assertThat(routes).extracting(Route::name).containsExactly("orders", "feed");
    assertThat(routes.get(0).data()).isNull();
    assertThat(routes.get(1).channels()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{}|it must be a JSON list of routes",
        "[|it is not valid JSON, at line",
        "[]|it lists 1 to 1000 routes, not 0",
        "[7]|entry 0: a route is an object",
        "[OK,OK]|entry 1: field \"name\" stands in an entry before it",
        "[{'topic':'t','app':'a','channel':'c','event':'e'}]|entry 0: field \"name\" is missing",
        "[{'name':'n','topic':7,'app':'a','channel':'c','event':'e'}]|entry 0: field \"topic\" must be a string",
        "[{'name':'n','topic':'t t','app':'a','channel':'c','event':'e'}]|entry 0: field \"topic\" has 1 to 249",
        "[{'name':'n','topic':'carillon.channel-events','app':'a','channel':'c','event':'e'}]|entry 0: field \"topic\" is a topic of the platform",
        "[{'name':'n','topic':'t','app':'a b','channel':'c','event':'e'}]|entry 0: field \"app\" is an app id",
        "[{'name':'n','topic':'t','app':'a','event':'e'}]|entry 0: give one of the fields \"channel\" and \"channels\"",
        "[{'name':'n','topic':'t','app':'a','channels':[],'event':'e'}]|entry 0: field \"channels\" names 1 to 100",
        "[{'name':'n','topic':'t','app':'a','channels':['c',1],'event':'e'}]|entry 0: field \"channels[1]\" must be a string",
        "[{'name':'n','topic':'t','app':'a','channel':'a b','event':'e'}]|entry 0: field \"channel\": Invalid channel name",
        "[{'name':'n','topic':'t','app':'a','channel':'{kee}','event':'e'}]|entry 0: field \"channel\": {kee} is none of",
        "[{'name':'n','topic':'t','app':'a','channel':'c','event':'e','data':'{key}{key}'}]|entry 0: field \"data\" is one place",
        "[{'name':'n','topic':'t','app':'a','channel':'c','event':'e','chanel':'x'}]|entry 0: field \"chanel\" is not known; known are app, channel,",
      })
  @DisplayName("R164 a wrong file is refused with the entry, the field and what to change")
  void refuses(String text, String sentence) throws IOException {
    // Given
    var file =
        file(text.replace("OK", "{'name':'ok','topic':'t','app':'a','channel':'c','event':'e'}"));
    // When
    assertThatIllegalStateException()
        .isThrownBy(() -> RoutesFile.read(file, TOPICS))
        // Then
        .withMessageContaining(file.toString())
        .withMessageContaining(sentence);
  }

  @Test
  @DisplayName("R164 a file that is not there is named with its setting")
  void missing() {
    assertThatIllegalStateException()
        .isThrownBy(() -> RoutesFile.read(directory.resolve("none.json"), TOPICS))
        .withMessageContaining("carillon.routes.file");
  }

  private Path file(String text) throws IOException {
    return Files.writeString(directory.resolve("routes.json"), text.replace('\'', '"'));
  }
}
