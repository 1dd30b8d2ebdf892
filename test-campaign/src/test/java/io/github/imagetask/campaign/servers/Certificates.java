package io.github.imagetask.campaign.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/** Certificates for servers, as files, and clients that trust them. */
enum Certificates {
  TRUSTED("127.0.0.1", true),
  UNTRUSTED("127.0.0.1", false),
  OTHER_HOST("other.test", true);

  @SuppressWarnings("ImmutableEnumChecker") // nothing changes it
  private final HeldCertificate held;

  Certificates(String host, boolean isSigned) {
    HeldCertificate.Builder builder = new HeldCertificate.Builder().addSubjectAlternativeName(host);
    if (isSigned) builder.signedBy(Root.HELD);
    held = builder.build();
  }

  /** Writes {@code <name>.pem} and {@code <name>.key}. */
  void write(Path folder) throws IOException {
    Files.writeString(folder.resolve(name() + ".pem"), held.certificatePem());
    Files.writeString(folder.resolve(name() + ".key"), held.privateKeyPkcs8Pem());
  }

  /** A user's client that trusts our root and speaks HTTP/1.1 only, or HTTP/2, too. */
  static OkHttpClient.Builder client(boolean isHttp2) {
    HandshakeCertificates trust =
        new HandshakeCertificates.Builder().addTrustedCertificate(Root.HELD.certificate()).build();
    return new OkHttpClient.Builder()
        .protocols(
            isHttp2 ? List.of(Protocol.HTTP_2, Protocol.HTTP_1_1) : List.of(Protocol.HTTP_1_1))
        .sslSocketFactory(trust.sslSocketFactory(), trust.trustManager());
  }

  private static final class Root {
    static final HeldCertificate HELD =
        new HeldCertificate.Builder().certificateAuthority(0).build();
  }
}
