package io.carillon.chat.api;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/// How much one request may ask for.
@ConfigMapping(prefix = "carillon.chat.limits")
interface ChatLimitsConfig {

  /// Of a request's body. It must hold the longest content, and stay below
  /// `quarkus.http.limits.max-body-size`, above which the server cuts bodies without a word.
  @WithDefault("64K")
  MemorySize bodyMax();

  /// In Unicode code points. Content longer than the socket's frame limit could be stored and never
  /// shown.
  @WithDefault("10000")
  int contentCharactersMax();

  @WithDefault("10")
  int attachmentsMax();

  @WithDefault("50")
  int pageSize();

  /// A larger page would hold a connection's memory and the database for long.
  @WithDefault("200")
  int pageSizeMax();
}
