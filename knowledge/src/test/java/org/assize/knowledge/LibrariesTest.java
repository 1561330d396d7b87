package org.assize.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assize.facts.Fact;
import org.assize.facts.Facts;
import org.assize.facts.Slot;
import org.assize.facts.StandardLibrary;
import org.junit.jupiter.api.Test;

/** The facts that ship, against what the interpreters say of their own library. */
class LibrariesTest {
  private static final Facts FACTS = Knowledge.load().facts();
  private static final StandardLibrary STANDARD = StandardLibrary.load();

  /** Attributes of instances, private names, other platforms, Python 2 and newer versions. */
  private static final Set<String> HIDDEN =
      Set.of(
          "builtins.globals.__getitem__",
          "builtins.globals.get",
          "builtins.locals.__getitem__",
          "builtins.locals.get",
          "builtins.vars.__getitem__",
          "builtins.vars.get",
          "ctypes.CDLL.popen",
          "ctypes.CDLL.system",
          "email.message.EmailMessage.__getitem__",
          "email.message.EmailMessage.__setitem__",
          "hashlib._Hash.copy",
          "hashlib._Hash.digest",
          "hashlib._Hash.hexdigest",
          "hashlib._Hash.update",
          "tarfile.TarFile.getmembers.__getitem__",
          "tarfile.TarFile.getmembers.__iter__",
          "unittest.mock.patch.object",
          "zlib.Decompress.decompress",
          "unittest.mock.patch.dict",
          "unittest.mock.patch.multiple",
          "unittest.mock._patch.start",
          "http.client.HTTPResponse.headers",
          "http.server.BaseHTTPRequestHandler.path",
          "http.server.BaseHTTPRequestHandler.headers",
          "http.server.BaseHTTPRequestHandler.rfile",
          "http.server.BaseHTTPRequestHandler.requestline",
          "http.server.BaseHTTPRequestHandler.command",
          "http.server.BaseHTTPRequestHandler.do_GET",
          "http.server.BaseHTTPRequestHandler.do_POST",
          "http.server.BaseHTTPRequestHandler.do_PUT",
          "http.server.BaseHTTPRequestHandler.do_DELETE",
          "http.server.BaseHTTPRequestHandler.do_HEAD",
          "http.server.BaseHTTPRequestHandler.do_PATCH",
          "http.server.BaseHTTPRequestHandler.wfile.write",
          "os.environ.get",
          "os.startfile",
          "os.lchmod",
          "os.tempnam",
          "os.tmpnam",
          "os.getcwdu",
          "time.clock",
          "platform.linux_distribution",
          "platform.dist",
          "platform.popen",
          "csv.writer.writerow",
          "csv.writer.writerows",
          "multiprocessing.connection.Connection.recv",
          "ssl._create_unverified_context",
          "ssl._create_stdlib_context",
          "ssl._create_default_https_context",
          "subprocess.CompletedProcess.stdout",
          "subprocess.CompletedProcess.stderr",
          "uuid.uuid6",
          "uuid.uuid7",
          "uuid.UUID.__str__",
          "builtins.execfile",
          "pathlib.Path.__truediv__",
          "argparse.ArgumentParser.set_defaults",
          "argparse._SubParsersAction.add_parser",
          "builtins.__import__",
          "ctypes.cdll.LoadLibrary",
          "http.server.BaseHTTPRequestHandler.do_OPTIONS",
          "socketserver.BaseRequestHandler.request",
          "socketserver.BaseRequestHandler.rfile",
          "urllib.urlopen",
          "urllib.urlretrieve",
          "os._Environ.get",
          "os._Environ.__setitem__",
          "os._Environ.update",
          "os._Environ.setdefault",
          "os.popen2",
          "os.popen3",
          "os.popen4",
          "cgi.escape",
          "builtins.raw_input",
          "builtins.get_config",
          "sys.path.insert",
          "sys.path.append",
          "sys.path.extend",
          "sys.stdin.read",
          "sys.stdin.readline");

  @Test
  void namesOfTheStandardLibraryExist() {
    List<String> unknown =
        FACTS.all().stream()
            .map(Fact::name)
            .map(name -> name.endsWith(".*") ? name.substring(0, name.length() - 2) : name)
            .filter(STANDARD::ownsTopLevel)
            .filter(name -> !HIDDEN.contains(name))
            .filter(name -> !STANDARD.contains(name))
            .distinct()
            .toList();
    assertThat(unknown).isEmpty();
  }

  @Test
  void argumentsStandWhereTheStandardLibraryHasThem() {
    List<String> wrong = new ArrayList<>();
    for (Fact fact : FACTS.all()) {
      Optional<List<String>> parameters =
          STANDARD.ownsTopLevel(fact.name()) ? STANDARD.parameters(fact.name()) : Optional.empty();
      if (fact.slot() instanceof Slot.Argument argument && parameters.isPresent()) {
        if (!fits(argument, parameters.get())) {
          wrong.add(fact.name() + " " + argument.text() + " of " + parameters.get());
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static boolean fits(Slot.Argument argument, List<String> parameters) {
    boolean open = parameters.stream().anyMatch(name -> name.startsWith("*") && name.length() > 1);
    if (!argument.keyword().isEmpty() && !parameters.contains(argument.keyword())) {
      return open;
    }
    if (argument.position() < 0 || open) {
      return true;
    }
    return argument.keyword().isEmpty()
        ? argument.position() < parameters.size()
        : parameters.indexOf(argument.keyword()) == argument.position();
  }

  @Test
  void aFactIsFoundThroughTypesAndAliases() {
    String hash = FACTS.resultType("hashlib.md5").orElseThrow();
    assertThat(FACTS.member(hash, "hexdigest", Fact.Source.class)).isNotEmpty();
    assertThat(FACTS.member("random.SystemRandom", "choice", Fact.Source.class))
        .extracting(Fact::label)
        .containsExactly("strong-random");
    assertThat(FACTS.at("mock.patch.object", Fact.Setting.class)).hasSize(2);
    assertThat(FACTS.derives("oslotest.base.BaseTestCase", "unittest.TestCase")).isTrue();
  }

  @Test
  void uuidsOfOsloAreRandom() {
    assertThat(FACTS.at("oslo_utils.uuidutils.generate_uuid", Fact.Source.class))
        .singleElement()
        .satisfies(fact -> {
          assertThat(fact.label()).isEqualTo("uuid-random");
          assertThat(fact.subject().note()).contains("uuid.uuid4()").contains("version 4");
        });
  }
}
