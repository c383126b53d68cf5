package io.weir.shell.serve;

import io.weir.shell.data.DataDirectory;
import io.weir.shell.data.Lock;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/** Where the server of a data directory keeps its lock and its socket, for its owner alone. */
final class ServerDirectory {
  /** What fits into the address of a Unix domain socket on every system. */
  private static final int MOST_ADDRESS_BYTES = 100;

  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rwx------");

  private final Path data;
  private final Path directory;

  ServerDirectory(DataDirectory data) {
    this.data = data.root();
    this.directory = data.root().resolve("serve");
  }

  /** The process that serves the data directory now. */
  Optional<String> server() throws IOException {
    return Lock.holderOf(directory);
  }

  /** The address of the server, which is there. */
  UnixDomainSocketAddress address() throws IOException {
    return UnixDomainSocketAddress.of(Files.readString(addressFile()).strip());
  }

  /**
   * Keeps this process the only server of the data directory.
   *
   * @throws Lock.AlreadyRunning if another one is
   */
  Lock lock() throws IOException, Lock.AlreadyRunning {
    Files.createDirectories(data);
    createPrivately(directory);
    return Lock.acquire(directory, "a server of " + data);
  }

  /** Listens, where clients will find it; the caller holds the lock. */
  ServerSocketChannel listen() throws IOException {
    Path socket = directory.resolve("socket");
    if (socket.toString().getBytes(StandardCharsets.UTF_8).length > MOST_ADDRESS_BYTES) {
      socket = temporary().resolve("socket");
    }
    Files.deleteIfExists(addressFile());
    Files.deleteIfExists(socket);
    ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      channel.bind(UnixDomainSocketAddress.of(socket));
      // Nobody but the owner is to open it.
      Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
      Path unfinished = directory.resolve(".address.new");
      Files.writeString(unfinished, socket.toString());
      Files.move(unfinished, addressFile(), StandardCopyOption.ATOMIC_MOVE);
      return channel;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private Path temporary() throws IOException {
    String hash = Integer.toHexString(data.toRealPath().toString().hashCode());
    Path place = Path.of(System.getProperty("java.io.tmpdir"), "weir-serve-" + hash);
    createPrivately(place);
    return place;
  }

  /** Removes the address; the caller holds the lock. */
  void remove() throws IOException {
    try {
      Files.deleteIfExists(address().getPath());
    } catch (NoSuchFileException e) {
      // Somebody has removed it, and perhaps all that is beside it.
      return;
    }
    Files.deleteIfExists(addressFile());
  }

  private Path addressFile() {
    return directory.resolve("address");
  }

  private static void createPrivately(Path directory) throws IOException {
    try {
      Files.createDirectory(directory, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    } catch (FileAlreadyExistsException e) {
      boolean isOurs =
          Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)
              && Files.isWritable(directory)
              && Files.getOwner(directory, LinkOption.NOFOLLOW_LINKS).equals(us());
      if (!isOurs) {
        throw new IOException(directory + " belongs to somebody else", e);
      }
      Files.setPosixFilePermissions(directory, OWNER_ONLY);
    }
  }

  private static java.nio.file.attribute.UserPrincipal us() throws IOException {
    Path probe = Files.createTempFile("weir-", ".owner");
    try {
      return Files.getOwner(probe);
    } finally {
      Files.delete(probe);
    }
  }
}
