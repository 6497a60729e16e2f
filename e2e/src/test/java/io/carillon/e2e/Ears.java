package io.carillon.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.pusher.client.channel.PresenceChannelEventListener;
import com.pusher.client.channel.PrivateEncryptedChannelEventListener;
import com.pusher.client.channel.PusherEvent;
import com.pusher.client.channel.User;
import com.pusher.client.connection.ConnectionEventListener;
import com.pusher.client.connection.ConnectionStateChange;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/// Remembers, as sentences, what the Java client told of a channel, a user or the connection.
final class Ears
    implements PresenceChannelEventListener,
        PrivateEncryptedChannelEventListener,
        ConnectionEventListener {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final List<String> heard = new CopyOnWriteArrayList<>();

  List<String> heard() {
    return List.copyOf(heard);
  }

  void await(String sentence) {
    until(sentence, () -> {});
  }

  void awaitStarting(String beginning) {
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(heard).anyMatch(each -> each.startsWith(beginning)));
  }

  /// Repeats something until the sentence was heard.
  void until(String sentence, Runnable again) {
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(() -> {
          again.run();
          assertThat(heard).contains(sentence);
        });
  }

  @Override
  public void onUsersInformationReceived(String channel, Set<User> users) {
    heard.add("subscribed " + users.stream().map(User::getId).sorted().toList());
  }

  @Override
  public void userSubscribed(String channel, User user) {
    heard.add("joined " + user.getId() + " " + user.getInfo());
  }

  @Override
  public void userUnsubscribed(String channel, User user) {
    heard.add("left " + user.getId());
  }

  @Override
  public void onAuthenticationFailure(String message, Exception e) {
    heard.add("failure " + message);
  }

  @Override
  public void onDecryptionFailure(String event, String reason) {
    heard.add("unreadable " + event + " " + reason);
  }

  @Override
  public void onSubscriptionSucceeded(String channel) {
    heard.add("subscribed " + channel);
  }

  @Override
  public void onEvent(PusherEvent event) {
    String user = event.getUserId() == null ? "" : " by " + event.getUserId();
    heard.add(event.getEventName() + " " + event.getData() + user);
  }

  @Override
  public void onConnectionStateChange(ConnectionStateChange change) {
    heard.add("state " + change.getCurrentState());
  }

  @Override
  public void onError(@Nullable String message, @Nullable String code, @Nullable Exception e) {
    heard.add("error " + code + " " + message);
  }
}
