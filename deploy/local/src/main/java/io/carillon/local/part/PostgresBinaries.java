package io.carillon.local.part;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/// PostgreSQL's programs, unpacked once per machine user and version from the archive on the class
/// path.
final class PostgresBinaries {
  private static final int OWNER_EXECUTES = 0100;

  private PostgresBinaries() {}

  /// The directory that holds `bin`, `lib` and `share`. Several processes may ask at once.
  static Path unpacked() throws IOException {
    var archive = archiveName();
    try (var in = PostgresBinaries.class.getResourceAsStream("/" + archive)) {
      if (in == null) {
        throw new IOException(
            "no PostgreSQL for this machine on the class path: /"
                + archive
                + " (deploy/local/pom.xml names the machines it has one for)");
      }
      return unpackedOnce(in, archive);
    }
  }

  private static Path unpackedOnce(InputStream in, String archive) throws IOException {
    var tag = archive.replace(".txz", "") + "-" + in.available();
    var home = cache().resolve(tag);
    if (Files.isDirectory(home)) {
      return home;
    }
    var fresh = Files.createTempDirectory(cache(), tag + "-");
    unpack(in, fresh);
    try {
      Files.move(fresh, home, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileAlreadyExistsException | java.nio.file.DirectoryNotEmptyException another) {
      return home; // another process was faster; its copy is the same
    }
    return home;
  }

  private static Path cache() throws IOException {
    return Files.createDirectories(
        Path.of(
            System.getProperty("java.io.tmpdir"), "carillon-" + System.getProperty("user.name")));
  }

  private static void unpack(InputStream packed, Path directory) throws IOException {
    try (var tar = new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(packed)))) {
      for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        write(tar, entry, directory);
      }
    }
  }

  private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path directory)
      throws IOException {
    var target = directory.resolve(entry.getName()).normalize();
    if (!target.startsWith(directory)) {
      throw new IOException("archive entry leaves its directory: " + entry.getName());
    }
    if (entry.isDirectory()) {
      Files.createDirectories(target);
      return;
    }
    Files.createDirectories(target.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(tar, target);
    if ((entry.getMode() & OWNER_EXECUTES) != 0) {
      Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  private static String archiveName() {
    var system =
        System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac")
            ? "darwin"
            : "linux";
    var processor = System.getProperty("os.arch").equals("aarch64") ? "arm_64" : "x86_64";
    return "postgres-" + system + "-" + processor + ".txz";
  }
}
