package io.carillon.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.pusher.rest.Pusher;
import com.pusher.rest.data.PresenceUser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Unmodified client libraries where WebSockets are blocked.
class FallbackTransportsIT {
  private static final double PATIENCE_MS = 30_000;

  private final Stack stack = Stack.shared();

  @Test
  @DisplayName("R31 pusher-js of both majors over streaming and polling, in Node")
  void node() throws IOException, InterruptedException {
    NodeTests.run(stack, "fallback.test.mjs", Map.of());
  }

  @ParameterizedTest
  @CsvSource({
    "'xhr_streaming',xhr_streaming",
    "'xhr_polling',xhr_polling",
    "'ws,xhr_streaming,xhr_polling',xhr_streaming"
  })
  @DisplayName(
      "R31 a page of another origin reaches a gateway by HTTP, alone or when its WebSocket fails")
  void browser(String transports, String used) {
    // Given
    var server = new Pusher("app-id", "app-key", "app-secret");
    server.setHost("127.0.0.1:" + stack.gateway(0));
    String room = "presence-" + UUID.randomUUID();
    try (var browser = new Browser()) {
      Page page = page(browser, server);
      // When: nothing listens where the page looks for WebSockets
      page.evaluate(
          CONNECT,
          Map.of(
              "port",
              stack.gateway(1),
              "transports",
              List.of(transports.split(",")),
              "room",
              room));
      page.waitForFunction("() => window.subscribed === 2", null, patience());
      server.trigger(List.of("open-" + room, room), "greeting", Map.of("text", "grüß dich 😀"));
      page.waitForFunction("() => window.greetings.length === 2", null, patience());
      page.evaluate("() => window.room.trigger('client-hi', {x: 1})");
      // Then
      assertThat(page.evaluate("() => window.greetings.map((greeting) => greeting.text)"))
          .isEqualTo(List.of("grüß dich 😀", "grüß dich 😀"));
      assertThat(page.evaluate("() => window.room.members.me.id")).isEqualTo("ana");
      assertThat(page.evaluate("() => window.pusher.connection.connection.transport.name"))
          .isEqualTo(used);
      assertThat(page.evaluate("() => window.pusher.connection.state")).isEqualTo("connected");
    }
  }

  private static final String CONNECT =
      """
      ({ port, transports, room }) => {
        window.greetings = [];
        window.subscribed = 0;
        window.pusher = new Pusher('app-key', {
          cluster: 'mt1', forceTLS: false, enabledTransports: transports,
          wsHost: '127.0.0.1', wsPort: 9, wssPort: 9, httpHost: '127.0.0.1', httpPort: port,
          channelAuthorization: {
            customHandler: ({ socketId, channelName }, done) =>
              window.sign(socketId, channelName).then((signed) => done(null, JSON.parse(signed)), done),
          },
        });
        for (const name of [`open-${room}`, room]) {
          const channel = window.pusher.subscribe(name);
          channel.bind('pusher:subscription_succeeded', () => window.subscribed++);
          channel.bind('greeting', (data) => window.greetings.push(data));
          window.room = channel;
        }
      }
      """;

  private Page page(Browser browser, Pusher server) {
    Page page = browser.person();
    page.exposeFunction(
        "sign",
        arguments ->
            server.authenticate(
                (String) arguments[0], (String) arguments[1], new PresenceUser("ana")));
    page.navigate("http://127.0.0.1:" + stack.gateway(0) + "/q/health/ready");
    page.addScriptTag(new Page.AddScriptTagOptions().setPath(library()));
    return page;
  }

  private static Path library() {
    return Stack.directory().resolve("e2e/node/node_modules/pusher-js/dist/web/pusher.js");
  }

  private static Page.WaitForFunctionOptions patience() {
    return new Page.WaitForFunctionOptions().setTimeout(PATIENCE_MS);
  }
}
