"""The text classifier that learns on this machine.

Its matrix products are small: several threads would wait for one another longer than they compute,
worst of all on a busy machine. So one thread is asked for, before NumPy is first imported; whoever
set the variable before knows better.
"""
