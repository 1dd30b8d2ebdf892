package io.github.imagetask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TaskKeyTest {
  @Test
  void holdsGatewayKindAndId() {
    TaskKey key = TaskKey.parse("hingnet:edits/image_01K");

    assertThat(key.gateway()).isEqualTo("hingnet");
    assertThat(key.kind()).isEqualTo("edits");
    assertThat(key.id()).isEqualTo("image_01K");
    assertThat(key)
        .isEqualTo(TaskKey.of("hingnet", "edits", "image_01K"))
        .hasSameHashCodeAs(TaskKey.of("hingnet", "edits", "image_01K"))
        .isNotEqualTo(TaskKey.of("hingnet", "image_01K"))
        .isNotEqualTo(TaskKey.of("hingnet", "edits", "image_02K"))
        .isNotEqualTo(TaskKey.of("zexi", "edits", "image_01K"));
    assertThat(TaskKey.of("uniall", "task_abc").kind()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "task_abc|uniall:task_abc",
        "A-z.0_9~|uniall:A-z.0_9~",
        "a/b|uniall:a%2Fb",
        "../x|uniall:..%2Fx",
        "...|uniall:...",
        "a:b|uniall:a%3Ab",
        "a b|uniall:a%20b",
        "100%|uniall:100%25",
        "%2F|uniall:%252F",
        "a?b#c&d|uniall:a%3Fb%23c%26d",
        "任务|uniall:%E4%BB%BB%E5%8A%A1",
        "😀|uniall:%F0%9F%98%80",
      })
  void idsArePercentEncodedAndComeBack(String id, String text) {
    TaskKey key = TaskKey.of("uniall", id);

    assertThat(key).hasToString(text);
    assertThat(TaskKey.parse(text)).isEqualTo(key);
    assertThat(TaskKey.parse(text).id()).isEqualTo(id);
  }

  @Test
  void everyCharacterOfTheBasicPlaneComesBack() {
    for (char c = 1; c < Character.MIN_SURROGATE; c++) {
      TaskKey key = TaskKey.of("uniall", "edits", "x" + c);

      assertThat(TaskKey.parse(key.toString())).isEqualTo(key);
    }
  }

  @Test
  void lowerCaseHexIsRead() {
    assertThat(TaskKey.parse("uniall:a%2fb")).hasToString("uniall:a%2Fb");
  }

  @Test
  void aKeyHasAtMost256Characters() {
    String longest = "x".repeat(249);

    assertThat(TaskKey.of("uniall", longest).toString()).hasSize(256);
    refused(
        () -> TaskKey.of("uniall", longest + "x"),
        "a task key has at most 256 characters, this one 257");
    refused(
        () -> TaskKey.of("uniall", "任".repeat(28)),
        "a task key has at most 256 characters, this one 259");
    refused(
        () -> TaskKey.parse("uniall:" + longest + "x"),
        "a task key has at most 256 characters, this text 257");
  }

  @Test
  void idsThatAreNoneAreRefused() {
    refused(() -> TaskKey.of("uniall", ""), "a task's id must not be blank");
    refused(() -> TaskKey.of("uniall", " \t"), "a task's id must not be blank");
    refused(() -> TaskKey.of("uniall", "."), "\".\" is no task's id but a step in a path");
    refused(() -> TaskKey.of("uniall", ".."), "\"..\" is no task's id but a step in a path");
    refused(() -> TaskKey.parse("uniall:%2E%2E"), "\"..\" is no task's id but a step in a path");
    refused(
        () -> TaskKey.of("uniall", "a\ud83d"),
        "a task's id holds half a character (a lone surrogate)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "UniAll", "1all", "uni-all", "uni all", "uniall:"})
  void gatewaysAndKindsAreLowerCaseWords(String word) {
    refused(
        () -> TaskKey.of(word, "x"),
        "a task key's gateway is lower-case letters and digits, not \"" + word + "\"");
    refused(
        () -> TaskKey.of("uniall", word, "x"),
        "a task key's kind is lower-case letters and digits, not \"" + word + "\"");
  }

  @Test
  void textThatIsNoKeyIsRefused() {
    refused(
        () -> TaskKey.parse("task_abc"),
        "no task key: \"task_abc\" (a key looks like uniall:task_abc)");
    refused(
        () -> TaskKey.parse("https://gateway.example.com/v1"),
        "no task key: \"/gateway.example.com/v1\" has a character that a key writes as %XX");
    refused(
        () -> TaskKey.parse("uniall:a b"),
        "no task key: \"a b\" has a character that a key writes as %XX");
    refused(
        () -> TaskKey.parse("uniall:edits/a/b"),
        "no task key: \"a/b\" has a character that a key writes as %XX");
    refused(
        () -> TaskKey.parse("uniall:a%2"),
        "no task key: \"a%2\" has a character that a key writes as %XX");
    refused(
        () -> TaskKey.parse("uniall:%zz"),
        "no task key: \"%zz\" has a character that a key writes as %XX");
    refused(
        () -> TaskKey.parse("uniall:%４１"),
        "no task key: \"%４１\" has a character that a key writes as %XX");
    refused(() -> TaskKey.parse("uniall:%FF"), "no task key: \"%FF\" isn't UTF-8");
    refused(() -> TaskKey.parse("uniall:"), "a task's id must not be blank");
  }

  @Test
  void nullIsNamed() {
    assertThatThrownBy(() -> TaskKey.parse(null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("text == null");
    assertThatThrownBy(() -> TaskKey.of("uniall", null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("id == null");
  }

  private static void refused(Runnable make, String message) {
    assertThatThrownBy(make::run).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }
}
