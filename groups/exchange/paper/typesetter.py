"""A process that sets one PDF in type and ends: an order as JSON comes in, the file goes out.

Run as a script by `paper.py`, so it imports nothing of ours.
"""

import json
import os
import resource
import sys

MOST_MEMORY = 2 << 30
MOST_SECONDS = 30


def main(folder: str) -> None:
    """Read the order, write the file. Typst may look into the folder alone, which is empty."""
    os.nice(5)  # pages go first
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    import typst  # within the limits

    order = json.load(sys.stdin.buffer)
    try:
        made = typst.compile(
            order["layout"].encode(),
            root=folder,
            font_paths=typst.Fonts(include_system_fonts=False),
            ignore_system_fonts=True,
            package_path=folder,
            package_cache_path=folder,
            sys_inputs={"shown": json.dumps(order["shown"])},
            pdf_standards=["ua-1"],
            timestamp=order["made_at"],
        )
    except typst.TypstError as error:
        sys.exit(str(error.message))
    sys.stdout.buffer.write(made)


if __name__ == "__main__":
    main(sys.argv[1])
