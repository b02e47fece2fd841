"""Takes the text out of PDFs, in a child process with limits: no hostile file is opened beside the site.

`reading` starts the child and keeps what it says; `child` is that process; `recognition` reads pages that
are pictures; `words` makes paragraphs of what was found. None of them knows Django: the child starts faster.
"""
