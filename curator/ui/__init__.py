"""The window: the only place that knows Qt.

What knows no Qt is imported first: the binding reads the source of every module that is imported after it.
"""

import curator.settings
import curator.store
import curator.ui.commands.table
import curator.ui.style.offsets  # noqa: F401
