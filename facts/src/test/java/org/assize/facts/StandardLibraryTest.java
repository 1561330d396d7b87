package org.assize.facts;

import static org.assertj.core.api.Assertions.assertThat;

import org.assize.facts.StandardLibrary.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StandardLibraryTest {
  private static final StandardLibrary LIBRARY = StandardLibrary.load();

  @ParameterizedTest
  @CsvSource({
    "os, MODULE",
    "os.path, MODULE",
    "os.path.join, FUNCTION",
    "posixpath.join, FUNCTION",
    "os.remove, FUNCTION",
    "subprocess.Popen, CLASS",
    "subprocess.Popen.wait, METHOD",
    "subprocess.PIPE, CONSTANT",
    "json.loads, FUNCTION",
    "datetime.datetime.year, ATTRIBUTE",
    "concurrent.futures.ThreadPoolExecutor, CLASS",
    "concurrent.futures.ThreadPoolExecutor.submit, METHOD",
    "concurrent.futures.ThreadPoolExecutor.map, METHOD",
    "collections.OrderedDict.get, METHOD",
    "dict.get, METHOD",
    "len, FUNCTION",
    "ValueError, CLASS",
    "winreg, MODULE",
    "telnetlib.Telnet, CLASS",
    "tomllib.loads, FUNCTION",
    "unittest.TestCase.assertEqual, METHOD",
  })
  void knowsWhatANameIs(String name, Kind kind) {
    assertThat(LIBRARY.kind(name)).contains(kind);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "requests",
        "os.path.joint",
        "subprocess.Popen.run",
        "os.sys",
        "json.loads.x",
        "x"
      })
  void doesNotInventNames(String name) {
    assertThat(LIBRARY.contains(name)).isFalse();
  }

  @Test
  void knowsParameters() {
    assertThat(LIBRARY.parameters("os.path.join").orElseThrow()).containsExactly("a", "*p");
    assertThat(LIBRARY.parameters("subprocess.Popen").orElseThrow())
        .startsWith("args", "bufsize")
        .contains("shell");
    assertThat(LIBRARY.parameters("subprocess.PIPE")).isEmpty();
  }

  @Test
  void namesItsVersionsAndModules() {
    assertThat(LIBRARY.versions()).hasSizeGreaterThan(4).contains("3.8.18", "3.13.0");
    assertThat(LIBRARY.modules()).contains("xml.etree.ElementTree").hasSizeGreaterThan(500);
    assertThat(LIBRARY.ownsTopLevel("xml.nothing")).isTrue();
    assertThat(LIBRARY.ownsTopLevel("yaml.load")).isFalse();
  }

  @Test
  void everyModuleCanBeRead() {
    assertThat(LIBRARY.modules()).allSatisfy(name -> LIBRARY.contains(name + ".anything"));
  }
}
