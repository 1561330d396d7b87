package org.assize.oracle;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assize.syntax.PythonVersion;

/**
 * A CPython that answers for a stage.
 *
 * @param stage what it is asked
 * @param title what to call it in a report
 * @param version the grammar it knows
 * @param command how to start it
 */
public record Reference(Stage stage, String title, PythonVersion version, List<String> command) {
  /** An interpreter of this machine, from 3.8 on. */
  public static Reference of(Stage stage, Interpreter interpreter, Checkout checkout) {
    return new Reference(
        stage,
        interpreter.title(),
        new PythonVersion(interpreter.minor()),
        List.of(
            interpreter.executable().toString(),
            "-I",
            "-S",
            "-B",
            checkout.script(stage.script())));
  }

  /**
   * CPython compiled to WebAssembly, as npm's {@code pyodide} carries it, for trees.
   *
   * @param folder the unpacked package
   * @throws IOException if {@code node} does not start
   */
  public static Reference pyodide(Path folder, Checkout checkout) throws IOException {
    // The deepest expressions need more than node's usual stack of 1 MB.
    List<String> command =
        List.of(
            "node",
            "--stack-size=3900",
            checkout.script("pyodide_ast_dump.mjs"),
            folder.toString());
    ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(command));
    builder.command().add("--version");
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    Process process = builder.start();
    String version =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (!version.matches("3\\.\\d+\\.\\d+")) {
      throw new IOException("pyodide does not start in node: " + folder);
    }
    int minor = Integer.parseInt(version.split("\\.", 3)[1]);
    return new Reference(
        Stage.TREES, "CPython " + version + " (pyodide)", new PythonVersion(minor), command);
  }
}
