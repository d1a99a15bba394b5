"""An edition goes out as a Word file that can come back: a working draft with hidden names in it.

`working_file` prints it as it stands and proves that what is in the file is what the edition says: paragraph
by paragraph, reference by reference, read by the reader that will read it when it comes back.
"""

from sourcebook.publish.word.sending.proving import NotProved
from sourcebook.publish.word.sending.working import working_file

__all__ = ["NotProved", "working_file"]
