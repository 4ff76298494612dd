"""The commands as the shell sees them, one file each: arguments, options and help.

What a command does is the function of its name in ``tabl10n.cli``. It is imported only when the command is called:
``--help``, and a command that aligns nothing, are not to wait for the import of all that others need.
"""
