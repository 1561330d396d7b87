def f():
    a
    # end