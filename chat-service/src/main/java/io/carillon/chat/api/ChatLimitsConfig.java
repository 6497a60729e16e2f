package io.carillon.chat.api;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/// How much one request may ask for.
@ConfigMapping(prefix = "carillon.chat.limits")
interface ChatLimitsConfig {

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
