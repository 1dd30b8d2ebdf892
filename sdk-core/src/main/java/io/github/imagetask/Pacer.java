package io.github.imagetask;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Says which of a client's queries may go: so many are out at once, as fast after each other as
 * {@link Pace} lets them, first come, first served. Pure: told what happened and when, it has
 * neither clock nor thread. Not thread-safe: {@link Turns}' lock guards it.
 *
 * <p>The queue is here and not in OkHttp, since what OkHttp was handed can't be called back when
 * the first refusal comes.
 */
final class Pacer {
  /** How many are out at once at first; each answer allows one more. */
  static final int FIRST_WINDOW = 8;

  /** A refusal's pause if the gateway names none. */
  static final long PAUSE = TimeUnit.SECONDS.toNanos(2);

  private final int most;
  private final Pace pace = new Pace();
  private final TurnQueue refused = new TurnQueue(); // who keep their places before all others
  private final TurnQueue queue = new TurnQueue();
  private int window;
  private int out;
  private long lastMove; // of one that is out

  /**
   * @param most how many may be out at once
   */
  Pacer(int most) {
    this.most = most;
    this.window = Math.min(FIRST_WINDOW, most);
  }

  /** Whether a query may go at once; then it is out. */
  boolean enter(Turn turn, long now) {
    if (!isEmpty()) return false;
    pace.rest(now);
    if (timeToNext(now) > 0) return false;
    go(turn, now);
    return true;
  }

  /**
   * Queues one that may not.
   *
   * @param again whether it was refused: then it has kept its place
   */
  void queue(Turn turn, boolean again) {
    (again ? refused : queue).add(turn);
  }

  /** The next whose turn has come, or null; it is out. */
  @Nullable Turn call(long now) {
    TurnQueue next = refused.isEmpty() ? queue : refused;
    if (next.isEmpty() || timeToNext(now) > 0) return null;
    Turn turn = next.poll();
    if (turn != null) go(turn, now);
    return turn;
  }

  /** In how long one can be called; {@link Long#MAX_VALUE}: not before something happens. */
  long timeToCall(long now) {
    return isEmpty() ? Long.MAX_VALUE : timeToNext(now);
  }

  /** Whether nobody queues. */
  boolean isEmpty() {
    return refused.isEmpty() && queue.isEmpty();
  }

  /** The gateway answered one that is out; nothing happens to one that isn't. */
  void answered(Turn turn, long now) {
    if (!leave(turn, now)) return;
    if (window < most) window++;
    pace.answered(now);
  }

  /**
   * The gateway refused one that is out, since it has too many.
   *
   * @param sent when it was sent
   * @param retryAfter how long it asked to wait, or negative if it didn't say
   */
  void refused(Turn turn, long now, long sent, long retryAfter) {
    if (!leave(turn, now)) return;
    pace.refused(now, sent, Math.min(retryAfter, Wait.LONGEST_RETRY_AFTER));
  }

  /** One goes without an answer, wherever it is. Returns whether it was out. */
  boolean leave(Turn turn, long now) {
    if (turn.queue != null) turn.queue.remove(turn);
    if (!turn.out) return false;
    turn.out = false;
    out = Math.max(0, out - 1);
    lastMove = now;
    return true;
  }

  /**
   * Gives up those that are out if none of them has moved for so long: whatever became of them, the
   * others must go on.
   */
  void giveUp(long now, long longest) {
    if (out > 0 && now - lastMove > longest) out = 0;
  }

  private void go(Turn turn, long now) {
    turn.out = true;
    out++;
    lastMove = now;
    pace.gone(now);
  }

  private long timeToNext(long now) {
    return out < window ? pace.timeToNext(now) : Long.MAX_VALUE;
  }
}
