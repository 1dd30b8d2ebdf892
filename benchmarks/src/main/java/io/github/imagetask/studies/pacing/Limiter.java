package io.github.imagetask.studies.pacing;

import java.util.ArrayDeque;
import java.util.Random;

/** How a gateway limits queries. Not thread-safe; time only goes on. */
interface Limiter {
  /** What {@link #ask} says of a query that is allowed. */
  double ALLOWED = -1;

  /** What it says of one that is refused without {@code Retry-After}. */
  double REFUSED = Double.NaN;

  /**
   * Asks for one query.
   *
   * @param now in seconds
   * @return {@link #ALLOWED}, {@link #REFUSED} or {@code Retry-After} in seconds
   */
  double ask(double now);

  /** Whether that was a yes. */
  static boolean allows(double answer) {
    return answer < 0;
  }

  /** No limit at all. */
  static Limiter none() {
    return now -> ALLOWED;
  }

  /** A token bucket that holds {@code burst} tokens, full at first. */
  static Limiter bucket(double rate, double burst) {
    return new Limiter() {
      private double tokens = burst;
      private double at;

      @Override
      public double ask(double now) {
        tokens = Math.min(burst, tokens + rate * (now - at));
        at = now;
        if (tokens < 1) return Math.max(1, Math.ceil((1 - tokens) / rate));
        tokens--;
        return ALLOWED;
      }
    };
  }

  /** A bucket of 50 a second that allows only 15 a second between 60 s and 120 s. */
  static Limiter changing() {
    return new Limiter() {
      private double tokens = 50;
      private double at;

      @Override
      public double ask(double now) {
        double rate = now >= 60 && now < 120 ? 15 : 50;
        tokens = Math.min(rate, tokens + rate * (now - at));
        at = now;
        if (tokens < 1) return 1;
        tokens--;
        return ALLOWED;
      }
    };
  }

  /** So many in each window of the clock; {@code Retry-After} is its end. */
  static Limiter fixedWindow(int limit, double window) {
    return new Limiter() {
      private double begin = Double.NEGATIVE_INFINITY;
      private int count;

      @Override
      public double ask(double now) {
        if (now - begin >= window) {
          begin = Math.floor(now / window) * window;
          count = 0;
        }
        if (count >= limit) return Math.max(1, Math.ceil(begin + window - now));
        count++;
        return ALLOWED;
      }
    };
  }

  /** new-api's: so many in the last so many seconds, refused without {@code Retry-After}. */
  static Limiter slidingLog(int limit, double window) {
    return new Limiter() {
      private final ArrayDeque<Double> log = new ArrayDeque<>();

      @Override
      public double ask(double now) {
        while (!log.isEmpty() && now - log.peek() >= window) log.poll();
        if (log.size() >= limit) return REFUSED;
        log.add(now);
        return ALLOWED;
      }
    };
  }

  /** Refuses a part of all queries by chance. */
  static Limiter chance(double part) {
    return new Limiter() {
      private final Random random = new Random(3);

      @Override
      public double ask(double now) {
        return random.nextDouble() < part ? 1 : ALLOWED;
      }
    };
  }

  /** Refuses the first query only. */
  static Limiter onlyTheFirst() {
    return new Limiter() {
      private boolean asked;

      @Override
      public double ask(double now) {
        boolean first = !asked;
        asked = true;
        return first ? 1 : ALLOWED;
      }
    };
  }

  /** What another limiter lets through must pass this one, too. */
  default Limiter behind(Limiter other) {
    return now -> {
      double first = other.ask(now);
      return allows(first) ? ask(now) : first;
    };
  }
}
