package io.carillon.protocol;

import io.carillon.protocol.JsonMembers.Unreadable;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Who a connection signs in as, and whom that user watches.
///
/// The id is one that can stand behind `#server-to-user-`. The info is the JSON text that the app
/// signed, unchanged; `{}` when there is none.
///
/// @param watchlist the first [#WATCHLIST_MAX] distinct ids, in the order given
/// @param watchlistCut whether there were more
public record UserData(String id, String infoJson, List<String> watchlist, boolean watchlistCut) {
  /// A whole `user_data`; a longer one is refused unread.
  public static final int TEXT_LENGTH_MAX = 65_536;

  public static final int WATCHLIST_MAX = 100;

  private static final List<String> NAMES = List.of("id", "user_info", "watchlist");

  public UserData {
    watchlist = List.copyOf(watchlist);
  }

  /// Reads the string that was signed.
  ///
  /// @throws IllegalArgumentException with a sentence for the client
  public static UserData parse(String raw) {
    if (raw.length() > TEXT_LENGTH_MAX) {
      throw new IllegalArgumentException(
          "`user_data` has at most %d characters, this has %d"
              .formatted(TEXT_LENGTH_MAX, raw.length()));
    }
    try {
      var members = JsonMembers.read("`user_data`", raw, NAMES);
      var ids = watched(members);
      return new UserData(
          id(members),
          ChannelData.infoJson(members.get("user_info"), ChannelData.INFO_BYTES_MAX),
          ids.stream().limit(WATCHLIST_MAX).toList(),
          ids.size() > WATCHLIST_MAX);
    } catch (Unreadable e) {
      throw new IllegalArgumentException(e.why(), e);
    }
  }

  private static String id(JsonMembers members) throws Unreadable {
    var id = members.get("id");
    if (id == null || !id.isText() || id.text().isEmpty()) {
      throw new Unreadable("`user_data` needs an `id` that is a string and not empty");
    }
    requireUserId("`id`", id.text());
    return id.text();
  }

  private static Set<String> watched(JsonMembers members) throws Unreadable {
    var ids = new LinkedHashSet<>(members.texts("watchlist"));
    for (var id : ids) {
      requireUserId("Each id of `watchlist`", id);
    }
    return ids;
  }

  private static void requireUserId(String what, String id) throws Unreadable {
    if (!ChannelName.isUserId(id)) {
      throw new Unreadable(
          "%s has 1 to %d characters and no control characters"
              .formatted(what, ChannelName.USER_ID_LENGTH_MAX));
    }
  }

  /// This user as a member of presence channels.
  ///
  /// @throws IllegalArgumentException when the id is too long for one
  public ChannelData asMember() {
    if (id.length() > ChannelData.USER_ID_LENGTH_MAX) {
      throw new IllegalArgumentException(
          "A member's id has at most %d characters, the one signed in with has %d"
              .formatted(ChannelData.USER_ID_LENGTH_MAX, id.length()));
    }
    return new ChannelData(id, infoJson);
  }
}
