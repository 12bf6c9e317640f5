"""copydesk turns a folder of raw news files into a warehouse that an analyst can query in SQL.

Every character of the input is kept, removed by a named rule, or used as evidence.
"""

__version__ = "0.1.0"
