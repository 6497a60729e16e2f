package io.carillon.apps;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LimitsPresetTest {

  @Test
  @DisplayName("R145 each preset has its connections, messages a day and channels")
  void limits() {
    assertThat(
            Arrays.stream(LimitsPreset.values())
                .map(preset ->
                    preset.title()
                        + " "
                        + preset.limits().connections()
                        + " "
                        + preset.limits().messagesPerDay()
                        + " "
                        + preset.limits().channels()))
        .containsExactly(
            "unlimited %1$d %1$d %1$d".formatted(AppLimits.NONE),
            "sandbox 100 200000 " + AppLimits.NONE,
            "sandbox-20-channels 100 200000 20",
            "startup 500 1000000 " + AppLimits.NONE,
            "pro 2000 4000000 " + AppLimits.NONE);
  }

  @Test
  @DisplayName("R145 what a preset does not name is that of a new app")
  void others() {
    assertThat(LimitsPreset.UNLIMITED.limits()).isEqualTo(AppLimits.DEFAULT);
    assertThat(LimitsPreset.SANDBOX.limits().presenceMembers())
        .isEqualTo(AppLimits.DEFAULT.presenceMembers());
    assertThat(LimitsPreset.named("sandbox")).contains(LimitsPreset.SANDBOX);
    assertThat(LimitsPreset.named("SANDBOX")).isEmpty();
  }
}
