package io.carillon.local.testing;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// A certificate for 127.0.0.1 and all hosts of `carillon.test`, made for this run, as PEM files.
///
/// @param certificate signed by itself: who is to trust it reads it from here
/// @param key the private one
public record TestCertificate(Path certificate, Path key) {
  private static final TestCertificate INSTANCE = make();

  private static final String PASSWORD = "for-tests";
  private static final String ALIAS = "gateway";

  /// The one of this JVM; its files end with it.
  public static TestCertificate shared() {
    return INSTANCE;
  }

  private static TestCertificate make() {
    Path directory = TestDirectory.create("tls");
    Runtime.getRuntime().addShutdownHook(new Thread(() -> TestDirectory.delete(directory)));
    try {
      Path file = directory.resolve("store.p12");
      runKeytool(file);
      var store = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
      return new TestCertificate(
          pem(directory, "CERTIFICATE", store.getCertificate(ALIAS).getEncoded()),
          pem(directory, "PRIVATE KEY", store.getKey(ALIAS, PASSWORD.toCharArray()).getEncoded()));
    } catch (IOException | GeneralSecurityException | InterruptedException e) {
      throw new IllegalStateException("cannot make a certificate", e);
    }
  }

  private static void runKeytool(Path file) throws IOException, InterruptedException {
    var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    var process =
        new ProcessBuilder(
                keytool,
                "-genkeypair",
                "-alias",
                ALIAS,
                "-keyalg",
                "EC",
                "-dname",
                "CN=127.0.0.1",
                "-ext",
                "san=ip:127.0.0.1,dns:*.carillon.test",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                file.toString())
            .inheritIO()
            .start();
    if (process.waitFor() != 0) {
      throw new IOException("keytool failed");
    }
  }

  private static Path pem(Path directory, String kind, byte[] bytes) throws IOException {
    return Files.writeString(
        directory.resolve(kind.replace(' ', '-') + ".pem"),
        "-----BEGIN %s-----%n%s%n-----END %s-----%n"
            .formatted(kind, Base64.getMimeEncoder().encodeToString(bytes), kind));
  }

  /// A client that trusts this certificate and no other.
  public HttpClient trustingClient() {
    try (var pem = Files.newInputStream(certificate)) {
      var trustedCertificate = CertificateFactory.getInstance("X.509").generateCertificate(pem);
      var trusted = KeyStore.getInstance(KeyStore.getDefaultType());
      trusted.load(null, null);
      trusted.setCertificateEntry(ALIAS, trustedCertificate);
      var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      var context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return HttpClient.newBuilder().sslContext(context).build();
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("cannot trust the certificate", e);
    }
  }
}
