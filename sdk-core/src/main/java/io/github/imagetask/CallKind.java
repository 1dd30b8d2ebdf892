package io.github.imagetask;

/** The two kinds of calls that cost money, in the words of their exceptions. */
enum CallKind {
  SUBMIT(
      "the submit",
      "a task was made",
      "The task may exist and be billed; it was not sent again. Look for it at the gateway before"
          + " you submit again",
      "its key goes to TaskListener.submitted"),
  DIRECT(
      "the request",
      "images were made",
      "The images may have been made and billed; it was not sent again, and nobody can fetch them"
          + " later. Look at the gateway before you ask again",
      "its images go to TaskListener.generated, or into their folder");

  private final String what;
  private final String made;
  private final String risk;
  private final String whereItGoes;

  CallKind(String what, String made, String risk, String whereItGoes) {
    this.what = what;
    this.made = made;
    this.risk = risk;
    this.whereItGoes = whereItGoes;
  }

  /** The call, with its article. */
  String what() {
    return what;
  }

  /** What an answer may leave open. */
  String made() {
    return made;
  }

  /** What may have happened to one that was sent and brought no answer, and what to do. */
  String risk() {
    return risk;
  }

  /** What becomes of one whose caller has left. */
  String whereItGoes() {
    return whereItGoes;
  }
}
