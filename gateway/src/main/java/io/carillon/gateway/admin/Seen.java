package io.carillon.gateway.admin;

import io.carillon.apps.AppForm;
import io.carillon.apps.WrongForm;
import io.carillon.gateway.api.Problem;
import io.carillon.gateway.api.Reading;
import io.carillon.gateway.api.Reading.Broken;
import io.carillon.gateway.api.Reading.Read;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Which version of an app an administrator saw: `version` in the body, or `If-Match` as the `ETag`
/// of an answer has it.
final class Seen {
  private static final Pattern TAG = Pattern.compile("(?:W/)?\"(\\d{1,18})\"|(\\d{1,18})");

  private Seen() {}

  static Reading<OptionalLong> of(AppForm form, @Nullable String ifMatch) {
    OptionalLong inBody;
    try {
      inBody = form.version();
    } catch (WrongForm e) {
      return new Broken<>(Refusals.invalid(e));
    }
    if (ifMatch == null || ifMatch.strip().equals("*")) {
      return new Read<>(inBody);
    }
    var tag = TAG.matcher(ifMatch.strip());
    if (!tag.matches()) {
      return broken("If-Match must be one version, as ETag has it: \"3\"");
    }
    var version = Long.parseLong(tag.group(1) == null ? tag.group(2) : tag.group(1));
    return inBody.isPresent() && inBody.getAsLong() != version
        ? broken("`version` and If-Match say different versions: send one of them")
        : new Read<>(OptionalLong.of(version));
  }

  /// As others read it back.
  static String tag(long version) {
    return "\"" + version + "\"";
  }

  private static Reading<OptionalLong> broken(String why) {
    return new Broken<>(Problem.badRequest("invalid-version", why));
  }
}
