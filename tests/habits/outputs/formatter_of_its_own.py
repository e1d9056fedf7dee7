# %% new after add
class Money:
    value = 3

get_ipython().display_formatter.formatters["text/plain"].for_type(Money, lambda money, printer, cycle: printer.text("3 EUR"))
Money()
