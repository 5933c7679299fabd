"""Lines of JSON that anybody may have written: what they hold, and what is wrong with them."""

from collector.core.lines.fields import Fields

__all__ = ["Fields"]
