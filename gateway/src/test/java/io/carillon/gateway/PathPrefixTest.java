package io.carillon.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathPrefixTest {
  @ParameterizedTest
  @CsvSource({
    "/p.pusher.com:443/app/KEY, /app/KEY",
    "/p.pusher.com:80/app/KEY, /app/KEY",
    "/pusher/app/KEY/123/0abc4xyz/xhr, /app/KEY/123/0abc4xyz/xhr",
    "/p.pusher.com:443/pusher/app/KEY/7/0abc4xyz/xhr_streaming, /app/KEY/7/0abc4xyz/xhr_streaming",
    "/p.pusher.com:80/pusher/app/KEY/7/0abc4xyz/xhr_send, /app/KEY/7/0abc4xyz/xhr_send",
    "/p.pusher.com/apps/3/events, /apps/3/events",
    "/a/b/c/apps/3/batch_events, /apps/3/batch_events",
    "/p/apps/3/channels, /apps/3/channels",
    "/p/apps/3/channels/presence-a/users, /apps/3/channels/presence-a/users",
    "/p/apps/3/users/a%2Fapp%2Fb/terminate_connections, /apps/3/users/a%2Fapp%2Fb/terminate_connections",
    "/p/apps/3/channels/events, /apps/3/channels/events",
  })
  @DisplayName("R3 what stands before the protocol's own path is a prefix")
  void prefixesAreStripped(String path, String stripped) {
    assertThat(PathPrefix.stripped(path)).contains(stripped);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/app/KEY",
        "/apps/3/events",
        "/apps/3/channels/app/users",
        "/apps/apps/events",
        "/",
        "",
        "/p/app/",
        "/app/KEY/123/0abc4xyz/xhr",
        "/pusher/app/KEY/123/xhr",
        "/pusher/app/KEY/123/0abc4xyz/xhr_other",
        "/p/apps/3",
        "/p/apps/3/eventsx",
        "//app/KEY",
        "/api/pusher/auth",
        "/api/admin/apps/app/pause",
        "/q/health/ready",
        "/assets/app.js",
      })
  @DisplayName("R3 what has no prefix, or is none of the protocol's paths, stays as it is")
  void othersStay(String path) {
    assertThat(PathPrefix.stripped(path)).isEmpty();
  }
}
