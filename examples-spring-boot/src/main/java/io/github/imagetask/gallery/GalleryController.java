package io.github.imagetask.gallery;

import io.github.imagetask.InvalidRequestException;
import io.github.imagetask.Violation;
import io.github.imagetask.testing.fake.FakeGateways;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** What the page asks. */
@RestController
@RequestMapping("/api")
class GalleryController {
  private final Gallery gallery;
  private final GalleryTasks tasks;
  private final TaskEvents events;
  private final boolean sandbox;

  GalleryController(
      Gallery gallery, GalleryTasks tasks, TaskEvents events, ObjectProvider<FakeGateways> fakes) {
    this.gallery = gallery;
    this.tasks = tasks;
    this.events = events;
    this.sandbox = fakes.getIfAvailable() != null;
  }

  /**
   * What the form is made of.
   *
   * @param sandbox whether the gateways are fake
   */
  record Form(boolean sandbox, List<AccountForm> accounts) {}

  /**
   * An account's part of it.
   *
   * @param fields the options that the page can set, by their names on the wire
   */
  record AccountForm(String name, String label, List<String> fields, List<ModelForm> models) {}

  /** What a model takes. */
  record ModelForm(String id, List<String> aliases, Map<String, List<String>> options) {}

  @GetMapping("/form")
  Form form() {
    return new Form(sandbox, gallery.accounts().stream().map(GalleryController::form).toList());
  }

  private static AccountForm form(Account<?> account) {
    return new AccountForm(
        account.name(),
        account.label(),
        account.form().fields(),
        account.models().stream()
            .map(model -> new ModelForm(model.id(), model.aliases(), model.options()))
            .toList());
  }

  @GetMapping("/tasks")
  List<TaskView> tasks() {
    return events.all();
  }

  /** The tasks as they are, then each that changes, and those under way twice a second. */
  @GetMapping("/events")
  SseEmitter events() {
    return events.open();
  }

  /** Submits, once: the page may repeat a call whose answer it didn't get. */
  @PutMapping("/tasks/{id}")
  TaskView submit(@PathVariable("id") UUID id, @RequestBody Order order) throws IOException {
    return events.view(gallery.submit(id.toString(), order));
  }

  @PostMapping("/tasks/{id}/resume")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void resume(@PathVariable("id") UUID id) {
    gallery.resume(id.toString());
  }

  @DeleteMapping("/tasks/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void remove(@PathVariable("id") UUID id) throws IOException {
    tasks.remove(id.toString());
  }

  /** A broken rule, to be shown at its field. */
  record Broken(String field, String text) {}

  @ExceptionHandler
  @ResponseStatus(HttpStatus.UNPROCESSABLE_ENTITY)
  List<Broken> refused(InvalidRequestException e) {
    return e.violations().stream().map(GalleryController::broken).toList();
  }

  private static Broken broken(Violation violation) {
    String source = violation.source();
    return new Broken(
        violation.field(),
        (violation.value() == null ? "missing; " : "")
            + violation.allowed()
            + (source == null ? "" : " (" + source + ")"));
  }

  @ExceptionHandler
  @ResponseStatus(HttpStatus.UNPROCESSABLE_ENTITY)
  List<Broken> unknown(UnknownAccountException e) {
    return List.of(new Broken("account", String.valueOf(e.getMessage())));
  }
}
