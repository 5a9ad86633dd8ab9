def show(words):
    pass
