package io.github.imagetask.meitu;

import static io.github.imagetask.meitu.Fixtures.answer;
import static io.github.imagetask.meitu.Fixtures.assumed;
import static io.github.imagetask.meitu.Fixtures.cells;
import static io.github.imagetask.meitu.Fixtures.words;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.squareup.moshi.JsonDataException;
import io.github.imagetask.ErrorKind;
import io.github.imagetask.TaskError;
import io.github.imagetask.TaskKey;
import io.github.imagetask.TaskStatus;
import io.github.imagetask.spi.Fault;
import io.github.imagetask.spi.Reading;
import java.io.IOException;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link MeituWire} reads. */
final class MeituWireReaderTest {
  private static final String ID = "11111111-2222-3333-4444-555555555555";
  private static final TaskKey KEY = TaskKey.of("meitu", ID);
  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 1, 2, 3};
  private static final String BASE64 = "iVBORw0KGgoBAgM=";

  private final MeituWire wire =
      new MeituWire(
          MeituEnvironment.PRODUCTION, MeituQuery.msgIdInQueryString(), "k", "s", "t", false);

  @Test
  void submitIsQueued() throws IOException {
    Reading reading = submitted(200, assumed("submit-accepted.json"));

    assertTask(reading, ID, TaskStatus.QUEUED);
    assertThat(urls(reading)).isEmpty();
  }

  @Test
  void fieldsOfTheDocumentAreRead() throws IOException {
    List<String> documented =
        cells("documented/response-fields.md").stream().map(row -> row.get(0)).toList();

    Reading accepted = submitted(200, "{\"error_code\":0,\"error_msg\":\"\",\"msg_id\":\"a\"}");
    Reading refused = submitted(200, "{\"error_code\":10000,\"error_msg\":\"m\",\"msg_id\":\"\"}");

    assertThat(documented).containsExactly("error_code", "error_msg", "msg_id");
    assertTask(accepted, "a", TaskStatus.QUEUED);
    assertThat(refused.error()).isEqualTo(error(ErrorKind.INVALID_REQUEST, "10000", "m"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"msg_id\":\"a\"}",
        "{\"error_code\":null,\"error_msg\":null,\"msg_id\":\"a\"}",
        "{\"error_code\":\"0\",\"msg_id\":\"a\"}",
        "{\"error_code\":0.0,\"msg_id\":\"a\"}",
        "{\"error_code\":\"0.00\",\"msg_id\":\"a\"}",
        "{\"error_code\":\"\",\"msg_id\":\"a\"}",
        "{\"ErrorCode\":0,\"ErrorMsg\":\"success\",\"msg_id\":\"a\"}",
        "{\"code\":0,\"message\":\"success\",\"data\":{\"msg_id\":\"a\"}}",
        "{\"error_code\":0,\"code\":90002,\"msg_id\":\"a\"}",
        "{\"error_code\":{},\"error_msg\":[],\"msg_id\":\"a\",\"data\":[]}",
        "{\"data\":{\"msg_id\":\"b\",\"error_code\":1},\"msg_id\":\"a\"}",
      })
  void submitWithAnIdAndNoCodeButZeroIsATask(String json) throws IOException {
    Reading reading = submitted(202, json);

    assertTask(reading, "a", TaskStatus.QUEUED);
  }

  @Test
  void idMayBeANumber() throws IOException {
    Reading reading = submitted(200, "{\"error_code\":0,\"msg_id\":17}");

    assertTask(reading, "17", TaskStatus.QUEUED);
  }

  @Test
  void submitThatIsPendingIsATask() throws IOException {
    Reading reading = submitted(200, assumed("query-pending.json"));

    assertTask(reading, ID, TaskStatus.QUEUED);
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 400, 401, 500})
  void submitWithAnotherCodeIsRefusedWhateverTheStatus(int status) throws IOException {
    Reading reading = submitted(status, assumed("error-http.json"));

    assertFault(reading, false, Fault.Processed.NO);
    assertThat(reading.error())
        .isEqualTo(error(ErrorKind.AUTHENTICATION, "90002", "GATEWAY_AUTHORIZED_ERROR"));
  }

  @Test
  void submitWithAKnownCodeIsAFaultBesideAnIdTooWhichItNames() throws IOException {
    Reading reading = submitted(200, assumed("query-failed.json"));

    assertFault(reading, false, Fault.Processed.NO);
    assertThat(reading.id()).isEqualTo(ID);
    assertThat(reading.error())
        .isEqualTo(error(ErrorKind.INVALID_REQUEST, "20008", "UNSUITABLE_IMAGE"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"code\":200,\"message\":\"success\",\"data\":{\"msg_id\":\"a\"}}",
        "{\"error_code\":\"201\",\"msg_id\":\"a\"}",
        "{\"error_code\":12345,\"error_msg\":\"?\",\"msg_id\":\"a\"}",
        "{\"code\":\"ok\",\"msg_id\":\"a\"}",
      })
  void codeThatNobodyKnowsIsNoRefusalBesideAnId(String json) throws IOException {
    Reading reading = submitted(200, json);

    assertTask(reading, "a", TaskStatus.QUEUED);
  }

  @Test
  void codeOfHttpsSuccessIsOneToQueriesToo() throws IOException {
    Reading reading =
        queried(
            200,
            "{\"code\":200,\"data\":{\"media_info_list\":[{\"media_data\":\"https://example.com/1.png\"}]}}");

    assertTask(reading, null, TaskStatus.SUCCEEDED);
    assertThat(urls(reading)).containsExactly("https://example.com/1.png");
  }

  @ParameterizedTest
  @ValueSource(strings = {"500", "502", "504", "599"})
  void codeThatSaysWhatAnHttpStatusSaysMayHaveMadeATask(String code) throws IOException {
    Reading reading = submitted(200, "{\"code\":" + code + ",\"message\":\"m\"}");

    assertFault(reading, true, Fault.Processed.MAYBE);
    assertThat(reading.error()).isEqualTo(error(ErrorKind.UNAVAILABLE, code, "m"));
  }

  // ---- queries

  @ParameterizedTest
  @ValueSource(ints = {200, 400, 500})
  void queryIsPendingWhateverTheStatus(int status) throws IOException {
    Reading reading = queried(status, assumed("query-pending.json"));

    assertTask(reading, ID, TaskStatus.RUNNING);
    assertThat(reading.error()).isNull();
  }

  @Test
  void pendingMayBeWrittenInOtherWays() throws IOException {
    Reading text = queried(200, "{\"ErrorCode\":\"29901\"}");
    Reading decimal = queried(200, "{\"code\":29901.0}");

    assertTask(text, null, TaskStatus.RUNNING);
    assertTask(decimal, null, TaskStatus.RUNNING);
  }

  @Test
  void inputThatAPendingAnswerRepeatsIsNoResult() throws IOException {
    Reading reading =
        queried(200, assumed("query-succeeded.json").replace("code\": 0", "code\": 29901"));

    assertTask(reading, ID, TaskStatus.RUNNING);
    assertThat(urls(reading)).isEmpty();
  }

  @Test
  void queryHasSucceeded() throws IOException {
    Reading reading = queried(200, assumed("query-succeeded.json"));

    assertTask(reading, ID, TaskStatus.SUCCEEDED);
    assertThat(urls(reading)).containsExactly("https://example.com/out.png");
  }

  @Test
  void imageMayBeInline() throws IOException {
    Reading reading = queried(200, assumed("query-succeeded-inline.json"));

    assertTask(reading, ID, TaskStatus.SUCCEEDED);
    assertThat(reading.images()).hasSize(1);
    assertThat(reading.images().get(0).bytes()).isEqualTo(PNG);
    assertThat(reading.images().get(0).url()).isNull();
  }

  @Test
  void listMayStandInData() throws IOException {
    String list = "\"media_info_list\":[{\"media_data\":\"https://example.com/1.png\"}]";

    Reading inner = queried(200, "{\"code\":0,\"data\":{\"msg_id\":\"a\"," + list + "}}");
    Reading both =
        queried(200, "{\"data\":{" + list.replace('1', '2') + "},\"msg_id\":\"a\"," + list + "}");
    Reading emptyOutside =
        queried(200, "{\"media_info_list\":[],\"error_code\":0,\"data\":{" + list + "}}");

    assertTask(inner, "a", TaskStatus.SUCCEEDED);
    assertThat(urls(inner)).containsExactly("https://example.com/1.png");
    assertThat(urls(both)).containsExactly("https://example.com/1.png");
    assertThat(urls(emptyOutside)).containsExactly("https://example.com/1.png");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"error_code\":0}",
        "{\"error_code\":0,\"media_info_list\":[]}",
        "{\"error_code\":0,\"media_info_list\":null}",
        "{\"error_code\":0,\"media_info_list\":{}}",
        "{\"error_code\":0,\"data\":null}",
        "{\"msg_id\":\"a\"}",
      })
  void zeroWithoutAnImageIsRunningAndSaysSo(String json) throws IOException {
    Reading reading = queried(200, json);

    assertThat(reading.fault()).isNull();
    assertThat(reading.status()).isEqualTo(TaskStatus.RUNNING);
    assertThat(reading.rawStatus()).isEqualTo("0 without media_info_list");
    assertThat(urls(reading)).isEmpty();
  }

  @Test
  void entriesOfWhichNoneIsAnImageAreASuccessWithoutOne() throws IOException {
    String json = "{\"error_code\":0,\"media_info_list\":[null,1,\"oops\",[],{}]}";

    Reading reading = queried(200, json);

    assertTask(reading, null, TaskStatus.SUCCEEDED); // which the core doesn't believe for long
    assertThat(urls(reading)).isEmpty();
  }

  @Test
  void queryHasFailed() throws IOException {
    Reading reading = queried(200, assumed("query-failed.json"));

    assertTask(reading, ID, TaskStatus.FAILED);
    assertThat(reading.error())
        .isEqualTo(error(ErrorKind.INVALID_REQUEST, "20008", "UNSUITABLE_IMAGE"));
  }

  @Test
  void failureMayBeInCapitals() throws IOException {
    Reading reading = queried(200, assumed("query-failed-capitals.json"));

    assertTask(reading, null, TaskStatus.FAILED);
    assertThat(reading.error())
        .isEqualTo(error(ErrorKind.INVALID_REQUEST, "20008", "UNSUITABLE_IMAGE"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"12345", "-1", "E_UNKNOWN", "300", "\"1.5\""})
  void codeThatNobodyKnowsIsTheTasksUnderHttp200(String code) throws IOException {
    String json = code.matches("[A-Z_]+") ? "\"" + code + "\"" : code;

    Reading reading = queried(200, "{\"error_code\":" + json + ",\"error_msg\":\"m\"}");

    assertTask(reading, null, TaskStatus.FAILED);
    assertThat(reading.error()).isEqualTo(error(ErrorKind.UNKNOWN, code.replace("\"", ""), "m"));
  }

  @ParameterizedTest
  @CsvSource({
    "400, INVALID_REQUEST, false",
    "401, AUTHENTICATION,  false",
    "403, AUTHENTICATION,  false",
    "404, NOT_FOUND,       false",
    "424, INVALID_REQUEST, false",
    "429, RATE_LIMIT,      true",
    "433, INVALID_REQUEST, false",
    "500, UNAVAILABLE,     true",
    "418, UNKNOWN,         false",
  })
  void codeThatNobodyKnowsIsTheCallsUnderAnHttpError(int status, ErrorKind kind, boolean retryable)
      throws IOException {
    Reading reading = queried(status, "{\"error_code\":12345,\"error_msg\":\"m\"}");

    assertFault(reading, retryable, Fault.Processed.UNSAID);
    assertThat(reading.error()).isEqualTo(error(kind, "12345", "m"));
  }

  @Test
  void codeOfATasksFailureIsTheTasksUnderAnHttpErrorToo() throws IOException {
    Reading reading = queried(400, assumed("query-failed.json"));

    assertTask(reading, ID, TaskStatus.FAILED);
  }

  // ---- errors

  @ParameterizedTest(name = "{0} is {1}")
  @MethodSource("codes")
  void codesHaveTheirKinds(String code, ErrorKind kind) throws IOException {
    for (String name : List.of("error_code", "ErrorCode", "code")) {
      for (String value : List.of(code, "\"" + code + "\"", code + ".0")) {
        String json = "{\"" + name + "\":" + value + ",\"message\":\"m\"}";

        assertThat(submitted(200, json).error()).isEqualTo(error(kind, code, "m"));
        assertThat(queried(400, json).error()).isEqualTo(error(kind, code, "m"));
      }
    }
  }

  @ParameterizedTest(name = "{0} is {1}")
  @MethodSource("codes")
  void queryFailsTheTaskOnlyByCodesOfTheTask(String code, ErrorKind kind) throws IOException {
    Set<ErrorKind> ofTheCall =
        EnumSet.of(
            ErrorKind.AUTHENTICATION,
            ErrorKind.PERMISSION,
            ErrorKind.QUOTA,
            ErrorKind.RATE_LIMIT,
            ErrorKind.NOT_FOUND,
            ErrorKind.UNAVAILABLE);
    boolean isFault = ofTheCall.contains(kind) || code.startsWith("900");
    boolean isRetryable = kind == ErrorKind.UNAVAILABLE || kind == ErrorKind.RATE_LIMIT;

    Reading reading = queried(200, "{\"error_code\":" + code + ",\"msg_id\":\"a\"}");

    assertThat(reading.fault() != null).isEqualTo(isFault);
    if (isFault) assertThat(reading.fault().isRetryable()).isEqualTo(isRetryable);
    assertThat(reading.status()).isEqualTo(isFault ? TaskStatus.UNKNOWN : TaskStatus.FAILED);
    assertThat(reading.error()).isEqualTo(error(kind, code, null));
  }

  static Stream<Arguments> codes() {
    return cells("assumed/error-codes.md").stream()
        .flatMap(
            row ->
                words(row.get(1)).stream()
                    .map(code -> Arguments.of(code, ErrorKind.valueOf(row.get(0)))));
  }

  @ParameterizedTest
  @CsvSource({
    "no right package found,        QUOTA,       false",
    "权益已耗尽:No Right Package,    QUOTA,       false",
    "权益已耗尽,                     QUOTA,       false",
    "unsupported,                   UNAVAILABLE, true",
    "'',                            UNAVAILABLE, true",
  })
  void code415IsSplitByItsText(String text, ErrorKind kind, boolean retryable) throws IOException {
    String byCode = "{\"error_code\":415,\"error_msg\":\"" + text + "\"}";
    String byStatus = "{\"error_code\":12345,\"error_msg\":\"" + text + "\"}";

    Reading code = queried(200, byCode);
    Reading status = queried(415, byStatus);

    assertFault(code, retryable, Fault.Processed.UNSAID);
    assertThat(code.error()).isEqualTo(error(kind, "415", text));
    assertFault(status, retryable, Fault.Processed.UNSAID);
    assertThat(status.error()).isEqualTo(error(kind, "12345", text));
  }

  @Test
  void status415WithoutACodeIsSplitByItsTextToo() throws IOException {
    Reading reading = submitted(415, "{\"message\":\"no right package found\"}");

    assertFault(reading, false, Fault.Processed.UNSAID);
    assertThat(reading.error()).isEqualTo(error(ErrorKind.QUOTA, null, "no right package found"));
  }

  @ParameterizedTest
  @CsvSource({
    "401, AUTHENTICATION, false",
    "403, AUTHENTICATION, false",
    "404, NOT_FOUND,      false",
    "429, RATE_LIMIT,     true",
    "505, UNAVAILABLE,    true",
  })
  void codeThatLooksLikeAnHttpStatusHasItsKind(String code, ErrorKind kind, boolean retryable)
      throws IOException {
    Reading reading = queried(200, "{\"error_code\":" + code + "}");

    assertFault(reading, retryable, Fault.Processed.UNSAID);
    assertThat(reading.error()).isEqualTo(error(kind, code, null));
  }

  @Test
  void firstCodeAndFirstTextCount() throws IOException {
    Reading reading =
        submitted(
            200,
            "{\"msg\":\"4\",\"message\":\"3\",\"ErrorMsg\":\"2\",\"error_msg\":\"1\","
                + "\"code\":3,\"ErrorCode\":2,\"error_code\":1}");
    Reading last = submitted(200, "{\"msg\":\"4\",\"message\":\"\",\"code\":3,\"ErrorCode\":null}");

    assertThat(reading.error()).isEqualTo(error(ErrorKind.UNKNOWN, "1", "1"));
    assertThat(last.error()).isEqualTo(error(ErrorKind.UNKNOWN, "3", "4"));
  }

  @ParameterizedTest
  @ValueSource(ints = {433, 504})
  void textWithoutACodeDoesNotSayWhetherItWasProcessed(int status) throws IOException {
    Reading reading = submitted(status, "{\"message\":\"entity too long\"}");

    assertFault(reading, status == 504, Fault.Processed.UNSAID);
    assertThat(reading.error().message()).isEqualTo("entity too long");
  }

  @Test
  void taskUnderAnHttpErrorIsNoTask() {
    assertThatThrownBy(() -> submitted(500, assumed("submit-accepted.json")))
        .isInstanceOf(JsonDataException.class)
        .hasMessage("no error of the gateway's own at path $.error_code");
    assertThatThrownBy(() -> queried(404, assumed("query-succeeded.json")))
        .isInstanceOf(JsonDataException.class)
        .hasMessage("no error of the gateway's own at path $.error_code");
  }

  // ---- images

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.com/a.png",
        "http://example.com/a.png",
        "HTTPS://example.com/a.png",
        "https:\\/\\/example.com\\/a.png",
      })
  void urlIsToldByItsBeginning(String text) throws IOException {
    Reading reading = queried(200, image("\"" + text + "\""));

    assertThat(urls(reading)).containsExactly(text.replace("\\/", "/"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "data:image/png;base64," + BASE64,
        "data:image\\/png;base64," + BASE64,
        "DATA:IMAGE/PNG;BASE64," + BASE64,
        "data:;base64," + BASE64,
        "data:image/png;name=a.png;base64," + BASE64,
        " " + BASE64 + "\\n",
        "\\n\\t data:image/png;base64," + BASE64 + "  ",
      })
  void inlineImageMayHaveADataPrefixAndBlanksAround(String text) throws IOException {
    Reading reading = queried(200, image("\"" + text + "\""));

    assertThat(reading.images()).hasSize(1);
    assertThat(reading.images().get(0).bytes()).isEqualTo(PNG);
  }

  @ParameterizedTest
  @ValueSource(strings = {" https://example.com/a.png", "\\nhttps://example.com/a.png \\r\\n"})
  void urlLosesTheBlanksAroundIt(String text) throws IOException {
    Reading reading = queried(200, image("\"" + text + "\""));

    assertThat(urls(reading)).containsExactly("https://example.com/a.png");
  }

  @Test
  void typeBesideTheDataSaysNothing() throws IOException {
    Reading url =
        queried(
            200,
            "{\"media_info_list\":[{\"media_profiles\":{\"media_data_type\":\"png\"},"
                + "\"media_data\":\"https://example.com/a.png\"}]}");
    Reading inline =
        queried(
            200,
            "{\"media_info_list\":[{\"media_profiles\":{\"media_data_type\":\"url\"},"
                + "\"media_data\":\""
                + BASE64
                + "\"}]}");

    assertThat(urls(url)).containsExactly("https://example.com/a.png");
    assertThat(inline.images().get(0).bytes()).isEqualTo(PNG);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "\"\"",
        "\" \"",
        "17",
        "true",
        "{}",
        "\"https://\"",
        "\"ftp://example.com/a.png\"",
        "\"file:///etc/passwd\"",
        "\"data:image/png,iVBORw0KGgoBAgM=\"",
        "\"data:text/html;base64,PGh0bWw+\"",
        "\"data:image/png;base64,\"",
        "\"data:\"",
        "\"no such channel\"",
        "\"failed\"",
        "\"iVBORw0KGgoBAgM=iVBO\"",
        "\"https\"",
        "\"http\"",
        "\"h\"",
      })
  void whatIsNoImageIsLeftOutAndTheOthersStay(String data) throws IOException {
    Reading alone = queried(200, image(data));
    Reading between =
        queried(
            200,
            "{\"error_code\":0,\"media_info_list\":[{\"media_data\":\"https://example.com/1.png\"},"
                + "{\"media_data\":"
                + data
                + ",\"media_profiles\":{}},{\"media_data\":\""
                + BASE64
                + "\"}],\"msg_id\":\"a\"}");

    assertTask(alone, null, TaskStatus.SUCCEEDED);
    assertThat(alone.images()).isEmpty();
    assertTask(between, "a", TaskStatus.SUCCEEDED);
    assertThat(between.images()).hasSize(2);
    assertThat(between.images().get(0).url()).isEqualTo("https://example.com/1.png");
    assertThat(between.images().get(1).bytes()).isEqualTo(PNG);
  }

  @Test
  void largeInlineImagesAreReadWithWhateverComesBetween() throws IOException {
    byte[] first = image(3_000_000);
    byte[] second = image(2_999_999);
    String escaped = base64(first).replace("/", "\\/");

    Reading reading =
        queried(
            200,
            "{\"media_info_list\":[{\"media_data\":\""
                + escaped
                + "\"},{\"media_data\":\""
                + base64(second)
                + "!\"},{\"media_data\":\""
                + base64(second)
                + "\"}],\"error_code\":0,\"msg_id\":\"a\"}");

    assertTask(reading, "a", TaskStatus.SUCCEEDED);
    assertThat(reading.images()).hasSize(2);
    assertThat(reading.images().get(0).bytes()).isEqualTo(first);
    assertThat(reading.images().get(1).bytes()).isEqualTo(second);
  }

  // ---- hostile answers

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                                    | nothing at path $.msg_id",
        "{\"error_code\":0}                    | nothing at path $.msg_id",
        "{\"error_code\":29901}                | nothing at path $.msg_id",
        "{\"error_code\":0,\"msg_id\":null}    | nothing at path $.msg_id",
        "{\"error_code\":0,\"msg_id\":\" \"}   | nothing at path $.msg_id",
        "{\"error_code\":0,\"msg_id\":{}}      | nothing at path $.msg_id",
        "{\"data\":{\"data\":{\"msg_id\":1}}}  | nothing at path $.msg_id",
        "{\"data\":null}                       | nothing at path $.msg_id",
        "{\"message\":\"busy\"}                | nothing at path $.msg_id",
        "[]                                    | it is no object, but a list at path $",
        "\"a\"                                 | it is no object, but a text at path $",
        "null                                  | it is no object, but null at path $",
      })
  void submitWithoutATaskIsMalformed(String json, String message) {
    assertThatThrownBy(() -> submitted(200, json))
        .isInstanceOf(JsonDataException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{}", "{\"data\":{}}", "{\"message\":\"busy\"}", "{\"media_info_list\":[]}"})
  void queryThatSaysNothingIsMalformed(String json) {
    assertThatThrownBy(() -> queried(200, json))
        .isInstanceOf(JsonDataException.class)
        .hasMessage("nothing at path $.media_info_list");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html></html>",
        "{\"msg_id\":\"x\",",
        "{\"msg_id\":\"x\"} trailing",
        "{\"media_info_list\":[{\"media_data\":\"iVBORw0KGgo",
        "{\"media_info_list\":[{\"media_data\":\"https://exa",
        "{\"media_info_list\":[{\"media_data\":\"",
      })
  void whatIsNoJsonIsAnIoException(String text) {
    assertThatThrownBy(() -> queried(200, text)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> submitted(200, text)).isInstanceOf(IOException.class);
  }

  @Test
  void hugeNumbersAreCodesLikeAnyOther() throws IOException {
    Reading huge = submitted(200, "{\"error_code\":1e999999999}");
    Reading small = submitted(200, "{\"error_code\":1e-999999999}");

    assertThat(huge.error()).isEqualTo(error(ErrorKind.UNKNOWN, "1e999999999", null));
    assertThat(small.error()).isEqualTo(error(ErrorKind.UNKNOWN, "1e-999999999", null));
  }

  @Test
  void progressAndOtherFieldsAreSkipped() throws IOException {
    Reading reading =
        queried(
            200,
            "{\"error_code\":29901,\"progress\":[{\"a\":[]}],\"status\":\"done\",\"msg_id\":\"a\"}");

    assertTask(reading, "a", TaskStatus.RUNNING);
  }

  private Reading submitted(int status, String json) throws IOException {
    return wire.readSubmit(answer(status, json));
  }

  private Reading queried(int status, String json) throws IOException {
    return wire.readQuery(KEY, answer(status, json));
  }

  private static String image(String data) {
    return "{\"error_code\":0,\"media_info_list\":[{\"media_data\":" + data + "}]}";
  }

  private static byte[] image(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    System.arraycopy(PNG, 0, bytes, 0, PNG.length);
    return bytes;
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static void assertTask(Reading reading, String id, TaskStatus status) {
    assertThat(reading.fault()).isNull();
    assertThat(reading.id()).isEqualTo(id);
    assertThat(reading.status()).isEqualTo(status);
    assertThat(reading.rawStatus()).isNull();
    assertThat(reading.progress()).isNull();
  }

  private static void assertFault(Reading reading, boolean isRetryable, Fault.Processed processed) {
    assertThat(reading.fault()).isNotNull();
    assertThat(reading.fault().isRetryable()).isEqualTo(isRetryable);
    assertThat(reading.fault().processed()).isEqualTo(processed);
  }

  private static TaskError error(ErrorKind kind, String code, String message) {
    return TaskError.of(kind, code, message);
  }

  private static List<String> urls(Reading reading) {
    return reading.images().stream().map(Reading.Image::url).toList();
  }
}
