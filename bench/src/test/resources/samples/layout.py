if a:
    b
  # dedented comment
    c
# x

    d
\

e
