package org.assize.program;

import java.util.Set;

/** The names that every Python module sees without an import (library reference, "Built-ins"). */
final class Builtins {
  private static final Set<String> NAMES =
      Set.of(
          ("ArithmeticError AssertionError AttributeError BaseException BaseExceptionGroup"
                  + " BlockingIOError BrokenPipeError BufferError BytesWarning ChildProcessError"
                  + " ConnectionAbortedError ConnectionError ConnectionRefusedError"
                  + " ConnectionResetError DeprecationWarning EOFError EncodingWarning"
                  + " EnvironmentError Exception ExceptionGroup FileExistsError"
                  + " FileNotFoundError FloatingPointError FutureWarning GeneratorExit IOError"
                  + " ImportError ImportWarning IndentationError IndexError InterruptedError"
                  + " IsADirectoryError KeyError KeyboardInterrupt LookupError MemoryError"
                  + " ModuleNotFoundError NameError NotADirectoryError NotImplemented"
                  + " NotImplementedError OSError OverflowError PendingDeprecationWarning"
                  + " PermissionError ProcessLookupError RecursionError ReferenceError"
                  + " ResourceWarning RuntimeError RuntimeWarning StopAsyncIteration"
                  + " StopIteration SyntaxError SyntaxWarning SystemError SystemExit TabError"
                  + " TimeoutError TypeError UnboundLocalError UnicodeDecodeError"
                  + " UnicodeEncodeError UnicodeError UnicodeTranslateError UnicodeWarning"
                  + " UserWarning ValueError Warning ZeroDivisionError __build_class__"
                  + " __import__ abs aiter all anext any apply ascii basestring bin bool"
                  + " breakpoint buffer bytearray bytes callable chr classmethod cmp coerce"
                  + " compile complex delattr dict dir divmod enumerate eval exec execfile exit"
                  + " file filter float format frozenset getattr globals hasattr hash help hex"
                  + " id input int intern isinstance issubclass iter len list locals long map"
                  + " max memoryview min next object oct open ord pow print property quit range"
                  // what Jupyter puts into the modules that it runs
                  + " get_config get_ipython"
                  + " raw_input reduce reload repr reversed round set setattr slice sorted"
                  + " staticmethod str sum super tuple type unichr unicode vars xrange zip")
              .split(" "));

  private Builtins() {}

  static boolean has(String name) {
    return NAMES.contains(name);
  }
}
