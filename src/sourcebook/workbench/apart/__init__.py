"""Whatever others made is parsed here: in processes of their own, which a hostile file may spoil at will.

A captured page, an archive, a sheet or a report may loop, eat memory or crash the parser that reads it. That
costs one answer, and one of these processes; the server goes on, and so does the worker. A process lives
long, so that an answer takes milliseconds and not the start of a program: `pool` keeps a few of them, `child`
is one as its parent has it, `inside` is what runs within. It has a limit on memory, on processor time and on
what it writes; its parent has a clock. It is told no secret and no address of a database, and has no open
file of the server; task and answer go over two pipes (`wire`) as JSON and bytes (`plain`), so that nothing
which comes back is ever run. When its parent ends, however that happens, it ends too.

`tasks` says what a task is; `reading` has those for files, `evidence.opening` those for captured pages. A
limit that a system does not have is left out: macOS has none on memory, and the parent's clock stays.

Nothing is imported here: a process apart imports this package, and only what it needs.
"""
