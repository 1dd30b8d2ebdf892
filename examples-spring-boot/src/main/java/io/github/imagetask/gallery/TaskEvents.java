package io.github.imagetask.gallery;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.MediaType;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Tells the open pages how the tasks are doing. The scheduler's thread alone writes to them, so
 * that a slow browser holds up no task.
 */
@Component
class TaskEvents {
  private static final long RECONNECT_MILLIS = 1000;

  private final Gallery gallery;
  private final GalleryTasks tasks;
  private final Set<String> changed = ConcurrentHashMap.newKeySet();
  private final Set<SseEmitter> opened = ConcurrentHashMap.newKeySet();
  private final Set<SseEmitter> pages = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  TaskEvents(Gallery gallery, GalleryTasks tasks) {
    this.gallery = gallery;
    this.tasks = tasks;
    tasks.onChange(changed::add);
  }

  /** A stream without an end; a page that loses it opens another, and gets all tasks anew. */
  SseEmitter open() {
    SseEmitter page = new SseEmitter(0L);
    if (closed) page.complete();
    page.onCompletion(() -> pages.remove(page));
    page.onError(failure -> pages.remove(page));
    opened.add(page);
    return page;
  }

  /** All tasks, the newest first. */
  List<TaskView> all() {
    return tasks.all().stream()
        .sorted(Comparator.comparing(GalleryTask::since).reversed())
        .map(this::view)
        .toList();
  }

  TaskView view(GalleryTask task) {
    return TaskView.of(task, gallery.account(task.order().account()));
  }

  @Scheduled(fixedDelay = 500)
  void tell() {
    List<String> ids = new ArrayList<>(changed);
    ids.forEach(changed::remove);
    for (GalleryTask each : tasks.all()) {
      // What is left of it changes by itself.
      if (!each.isOver() && !ids.contains(each.id())) ids.add(each.id());
    }
    for (String id : ids) {
      GalleryTask task = tasks.get(id);
      for (SseEmitter page : pages) {
        if (task == null) {
          send(page, "removed", id);
        } else {
          send(page, "task", view(task));
        }
      }
    }
    List<SseEmitter> fresh = new ArrayList<>(opened);
    for (SseEmitter page : fresh) {
      opened.remove(page);
      pages.add(page);
      send(page, "all", all());
    }
  }

  private void send(SseEmitter page, String event, Object data) {
    try {
      page.send(
          SseEmitter.event()
              .name(event)
              .reconnectTime(RECONNECT_MILLIS)
              .data(data, MediaType.APPLICATION_JSON));
    } catch (IOException | IllegalStateException e) { // its browser has gone
      pages.remove(page);
    }
  }

  /** Before the server waits for requests to end, which these never do. */
  @EventListener(ContextClosedEvent.class)
  void close() {
    closed = true;
    opened.forEach(SseEmitter::complete);
    pages.forEach(SseEmitter::complete);
  }
}
