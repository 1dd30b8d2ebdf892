package io.github.imagetask.studies.pacing;

import io.github.imagetask.PacedWait;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Many waits in a {@link World}, in a time that is only counted. */
final class Simulation {
  private static final double SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final int OKHTTP = 64; // its queue behind the rule lets so many out

  private final World world;
  private final Limiter limiter;
  private final Random random;
  private final PriorityQueue<Event> events = new PriorityQueue<>();
  private final List<Client> clients = new ArrayList<>();
  private long now;
  private long order;

  private Simulation(World world, Supplier<Rule> rule, long seed) {
    this.world = world;
    this.limiter = world.limiter().get();
    this.random = new Random(seed);
    for (int i = 0; i < world.clients(); i++) clients.add(new Client(rule.get()));
  }

  /** What becomes of each client's waits. */
  static List<Figures> run(World world, Supplier<Rule> rule, long seed) {
    Simulation simulation = new Simulation(world, rule, seed);
    simulation.run();
    return simulation.clients.stream().map(each -> each.figures).toList();
  }

  private void run() {
    for (int i = 0; i < world.tasks(); i++) {
      Client client = clients.get(i % clients.size());
      at((long) (world.arrivals().at(i, world.tasks()) * SECOND), () -> client.new Waiter().move());
    }
    for (Event event = events.poll(); event != null; event = events.poll()) {
      now = event.at;
      event.task.run();
    }
  }

  private void at(long time, Runnable task) {
    events.add(new Event(time, order++, task));
  }

  private record Event(long at, long order, Runnable task) implements Comparable<Event> {
    @Override
    public int compareTo(Event other) {
      return at != other.at ? Long.compare(at, other.at) : Long.compare(order, other.order);
    }
  }

  /** One client: a rule, and OkHttp's queue behind it. */
  private final class Client {
    final Figures figures = new Figures();
    private final Rule rule;
    private final ArrayDeque<Waiter> dispatcher = new ArrayDeque<>();
    private int onWire;
    private long alarm = Long.MAX_VALUE;

    Client(Rule rule) {
      this.rule = rule;
    }

    /** Calls those whose turn has come, and sets the one alarm for the next. */
    void pump() {
      while (rule.call(now)) {}
      long wait = rule.timeToCall(now);
      if (wait == Long.MAX_VALUE || (alarm > now && alarm <= now + wait)) return;
      long time = now + Math.max(1, wait);
      alarm = time;
      at(
          time,
          () -> {
            if (alarm == time) alarm = Long.MAX_VALUE;
            pump();
          });
    }

    final class Waiter {
      private final long ends = now + (long) (world.durations().next(random) * SECOND);
      private final PacedWait wait = new PacedWait(world.policy(), now, random.nextDouble());
      private final Rule.Query query = rule.query(this::called);
      private boolean queued;
      private boolean querying;
      private boolean again;
      private boolean done;
      private long sent;
      private int alarmNumber;

      void move() {
        if (!querying && !queued && wait.asks(now)) {
          if (rule.enter(query, now)) {
            send();
          } else {
            queued = true;
            rule.queue(query, again);
            pump();
          }
        }
        if (done) return;
        long end = wait.giveUpAt(querying || (queued && !rule.isOld()));
        if (now - end >= 0) {
          lose();
          return;
        }
        long wake = querying || queued ? end : Math.min(end, wait.askAt());
        int mine = ++alarmNumber;
        at(Math.max(now, wake), () -> onAlarm(mine));
      }

      private void onAlarm(int which) {
        if (which == alarmNumber && !done) move();
      }

      private void called() {
        queued = false;
        send();
        move();
      }

      private void lose() {
        done = true;
        figures.lost++;
        if (queued) rule.leave(query, now);
      }

      private void send() {
        querying = true;
        sent = now;
        if (onWire < OKHTTP) {
          write();
        } else {
          dispatcher.add(this);
        }
      }

      private void write() {
        onWire++;
        figures.queries++;
        long half = (long) (world.latency() * SECOND / 2);
        at(
            now + half,
            () -> {
              double answer = limiter.ask(now / SECOND);
              boolean ended = Limiter.allows(answer) && now >= ends;
              at(now + half, () -> hear(answer, ended));
            });
      }

      private void hear(double answer, boolean ended) {
        onWire--;
        if (!dispatcher.isEmpty()) dispatcher.poll().write();
        querying = false;
        long retryAfter = Double.isNaN(answer) ? -1 : (long) (answer * SECOND);
        if (Limiter.allows(answer)) {
          rule.answered(query, now);
        } else {
          figures.refused++;
          rule.refused(query, now, sent, retryAfter);
        }
        again = !Limiter.allows(answer) && !rule.isOld();
        if (!done) {
          wait.hear(now, ended, !Limiter.allows(answer), retryAfter, again, random.nextDouble());
          if (ended) {
            done = true;
            figures.finished(now / SECOND, (now - ends) / SECOND);
          } else {
            move();
          }
        }
        pump();
      }
    }
  }
}
