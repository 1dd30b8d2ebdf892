package io.github.imagetask.campaign.matrix;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import okhttp3.OkHttpClient;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/** Certificates of servers: one that clients trust, one that they don't, one for another host. */
enum Tls {
  TRUSTED("127.0.0.1", true),
  UNTRUSTED("127.0.0.1", false),
  OTHER_HOST("other.test", true);

  private static final String STORE = "javax.net.ssl.trustStore";

  @SuppressWarnings("ImmutableEnumChecker") // nothing changes it
  private final HandshakeCertificates held;

  Tls(String host, boolean isSigned) {
    HeldCertificate.Builder certificate =
        new HeldCertificate.Builder().addSubjectAlternativeName(host);
    if (isSigned) certificate.signedBy(Root.HELD);
    held = new HandshakeCertificates.Builder().heldCertificate(certificate.build()).build();
  }

  /** Makes a server's end of a connection that speaks this protocol. */
  SSLSocket wrap(Socket raw, boolean isHttp2) throws IOException {
    SSLSocket socket =
        (SSLSocket) held.sslContext().getSocketFactory().createSocket(raw, null, 0, true);
    socket.setUseClientMode(false);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setApplicationProtocols(new String[] {isHttp2 ? "h2" : "http/1.1"});
    socket.setSSLParameters(parameters);
    return socket;
  }

  static void trust(OkHttpClient.Builder client) {
    client.sslSocketFactory(Root.TRUST.sslSocketFactory(), Root.TRUST.trustManager());
  }

  /** Makes our root the JDK's, for clients to which nobody can say whom to trust. */
  static void trustByDefault() {
    System.setProperty(STORE, Root.FILE.toString());
  }

  static void trustAsBefore() {
    System.clearProperty(STORE);
  }

  private static final class Root {
    static final HeldCertificate HELD =
        new HeldCertificate.Builder().certificateAuthority(0).build();
    static final HandshakeCertificates TRUST =
        new HandshakeCertificates.Builder().addTrustedCertificate(HELD.certificate()).build();
    static final Path FILE = file();

    private static Path file() {
      try {
        Path file = Files.createTempFile("campaign-root", ".p12");
        file.toFile().deleteOnExit();
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("root", HELD.certificate());
        // Without a password the default trust manager reads nothing; it asks for this one.
        try (OutputStream out = Files.newOutputStream(file)) {
          store.store(out, "changeit".toCharArray());
        }
        System.setProperty(STORE + "Password", "changeit");
        return file;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
