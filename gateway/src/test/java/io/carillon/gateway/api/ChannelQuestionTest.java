package io.carillon.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.apps.App;
import io.carillon.apps.AppKey;
import io.carillon.gateway.api.Reading.Broken;
import io.carillon.gateway.api.Reading.Read;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ChannelQuestionTest {
  private static final App APP = App.of("app", new AppKey("key", "secret"));

  @Test
  @DisplayName("R39 users are counted on presence channels only")
  void userCount() {
    assertThat(ChannelQuestion.Listing.of(Map.of("info", "user_count"))).isInstanceOf(Broken.class);
    assertThat(
            ChannelQuestion.Listing.of(
                Map.of("info", "user_count", "filter_by_prefix", "presence-a")))
        .isInstanceOf(Read.class);
    assertThat(ChannelQuestion.One.of(APP, "presence-a", Map.of("info", "user_count")))
        .isInstanceOf(Read.class);
    assertThat(ChannelQuestion.One.of(APP, "my-presence-a", Map.of("info", "user_count")))
        .isInstanceOf(Broken.class);
  }

  @Test
  @DisplayName("R39 subscriptions are counted where the app has it on")
  void subscriptionCount() {
    // When
    var asked = ChannelQuestion.One.of(APP, "a", Map.of("info", "subscription_count"));
    // Then
    assertThat(((Broken<?>) asked).problem().code()).isEqualTo("subscription-counts-off");
  }

  @Test
  @DisplayName("R39 only presence channels have users")
  void users() {
    assertThat(ChannelQuestion.members("presence-a")).isInstanceOf(Read.class);
    assertThat(((Broken<?>) ChannelQuestion.members("a")).problem().code())
        .isEqualTo("users-without-presence");
    assertThat(((Broken<?>) ChannelQuestion.members("a b")).problem().code())
        .isEqualTo("invalid-channel");
  }

  @Test
  void attributesThatAreNotKnownAreIgnored() {
    assertThat(InfoRequest.parse("cache, user_count,,x"))
        .isEqualTo(new InfoRequest(true, false, true));
    assertThat(InfoRequest.parse("")).isEqualTo(InfoRequest.NONE);
  }
}
