package io.carillon.events;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/// One app's channel, and the key of its records: `app/channel`.
///
/// All records of one key stand in one partition, so their order is the log's.
public record ChannelKey(String app, String channel) {
  /// Above any legal channel name; longer keys are refused before they are stored anywhere.
  public static final int CHANNEL_LENGTH_MAX = 300;

  private static final String USERS = "#users";
  private static final String CONNECTIONS = "#connections";
  private static final String CHANNELS = "#channels";
  private static final Pattern APP = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  public ChannelKey {
    requireAppId(app);
    if (channel.isEmpty() || channel.length() > CHANNEL_LENGTH_MAX) {
      throw new IllegalArgumentException(
          "a channel has 1 to " + CHANNEL_LENGTH_MAX + " characters, not " + channel.length());
    }
    for (int i = 0; i < channel.length(); i++) {
      if (Character.isISOControl(channel.charAt(i))) {
        throw new IllegalArgumentException("a channel has no control characters");
      }
    }
  }

  /// Where an app's signed-in users are members. No client can subscribe to it, and no event goes
  /// there: the name is none that a channel may have.
  public static ChannelKey ofUsers(String app) {
    return new ChannelKey(app, USERS);
  }

  /// Whether this is the place of signed-in users.
  public boolean holdsUsers() {
    return channel.equals(USERS);
  }

  /// Where an app's connections are counted.
  public static ChannelKey ofConnections(String app) {
    return new ChannelKey(app, CONNECTIONS);
  }

  /// Whether this is the place where connections are counted.
  public boolean holdsConnections() {
    return channel.equals(CONNECTIONS);
  }

  /// Where the occupied channels of an app that may have only so many are members.
  public static ChannelKey ofChannels(String app) {
    return new ChannelKey(app, CHANNELS);
  }

  /// Whether this is the place of occupied channels.
  public boolean holdsChannels() {
    return channel.equals(CHANNELS);
  }

  /// Whether this is one of those places and no channel: nobody outside the gateways is told of it.
  public boolean isPlace() {
    return holdsUsers() || holdsConnections() || holdsChannels();
  }

  /// Reads `app/channel`; the app id ends at the first slash.
  public static ChannelKey parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      throw new IllegalArgumentException("a key is app/channel; there is no slash in it");
    }
    return new ChannelKey(text.substring(0, slash), text.substring(slash + 1));
  }

  /// Reads the key of a record.
  public static ChannelKey parse(byte[] key) {
    try {
      return parse(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(key)).toString());
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("a key is UTF-8 text", e);
    }
  }

  /// The key as text, `app/channel`.
  public String value() {
    return app + "/" + channel;
  }

  /// The key as it stands in a record.
  public byte[] bytes() {
    return value().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return value();
  }

  static void requireAppId(String app) {
    if (!APP.matcher(app).matches()) {
      throw new IllegalArgumentException(
          "an app id has 1 to 64 of A-Z a-z 0-9 _ -, not: " + shortened(app));
    }
  }

  private static String shortened(String text) {
    return text.length() <= 80 ? text : text.substring(0, 80) + "…";
  }
}
