package io.carillon.leaderboard.domain;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// The owners of a board by number: id, name, score, and when it was achieved. Numbers are given in
/// log order.
final class Owners {

  static final int UNKNOWN = -1;

  private static final int FIRST_CAPACITY = 8;

  private final Map<String, Integer> numbers = new HashMap<>();
  private String[] ids = new String[FIRST_CAPACITY];
  private String[] names = new String[FIRST_CAPACITY];
  private long[] scores = new long[FIRST_CAPACITY];
  private long[] achieved = new long[FIRST_CAPACITY];

  int numberOf(String id) {
    return numbers.getOrDefault(id, UNKNOWN);
  }

  int add(String id) {
    var number = numbers.size();
    if (number == ids.length) {
      grow(number * 2);
    }
    numbers.put(id, number);
    ids[number] = id;
    return number;
  }

  void record(int owner, String name, long score, long achievedAt) {
    names[owner] = name;
    scores[owner] = score;
    achieved[owner] = achievedAt;
  }

  int count() {
    return numbers.size();
  }

  String id(int owner) {
    return ids[owner];
  }

  String name(int owner) {
    return names[owner];
  }

  long score(int owner) {
    return scores[owner];
  }

  long achieved(int owner) {
    return achieved[owner];
  }

  private void grow(int capacity) {
    ids = Arrays.copyOf(ids, capacity);
    names = Arrays.copyOf(names, capacity);
    scores = Arrays.copyOf(scores, capacity);
    achieved = Arrays.copyOf(achieved, capacity);
  }
}
