package io.carillon.presence.domain;

import io.carillon.events.ChannelKey;
import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Pattern;

/// A kind of thing that is viewed, such as products: how its channels, its event and its id are
/// named.
///
/// An item's id is text for us: the number 42 and the string "42" are one item. In events an id
/// that reads as a whole number is told as one, as far as JavaScript counts exactly.
///
/// @param viewerChannels what precedes the id in the name of the channel whose members view the
///   item
/// @param countChannels what precedes the id in the name of the channel that is told the count
/// @param event the event that tells it
/// @param idField the event's member with the id
public record ItemKind(String viewerChannels, String countChannels, String event, String idField) {
  /// Products of a shop, as the apps know them.
  public static final ItemKind PRODUCT =
      new ItemKind("presence-product-", "product-", "viewer-count", "productId");

  private static final Pattern WHOLE = Pattern.compile("0|-?[1-9][0-9]{0,15}");
  private static final BigInteger EXACT_MAX = BigInteger.valueOf((1L << 53) - 1);

  /// Whether the members of this channel are viewers of such an item.
  public boolean isViewedOn(ChannelKey channel) {
    return channel.channel().startsWith(viewerChannels)
        && channel.channel().length() > viewerChannels.length();
  }

  /// The item with this id.
  public ChannelKey item(String app, String id) {
    return new ChannelKey(app, viewerChannels + id);
  }

  /// The item's id; empty when the channel is none of this kind.
  public Optional<String> id(ChannelKey item) {
    return isViewedOn(item)
        ? Optional.of(item.channel().substring(viewerChannels.length()))
        : Optional.empty();
  }

  /// The id as it stands in JSON, when it is legal in a channel's name.
  public static String json(String id) {
    boolean exact =
        WHOLE.matcher(id).matches() && new BigInteger(id).abs().compareTo(EXACT_MAX) <= 0;
    return exact ? id : '"' + id + '"';
  }
}
