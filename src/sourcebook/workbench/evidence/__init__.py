"""The origin of preserved evidence: the one place that serves bytes which others made, and nothing else.

A captured page may be hostile: it was made by those whom the dossier is about. It is shown from another host
than the workbench, so that it is another site to the browser: on one's own computer `evidence.localhost`,
which browsers take for this computer without asking any network; on a server the name in
`SOURCEBOOK_EVIDENCE_HOST`. A port of its own would not do, since cookies do not tell ports apart; `localhost`
beside `127.0.0.1` would not do for somebody who opens the workbench as `localhost`; and `127.0.0.2` is not
there on every computer. Cookies of the workbench belong to its host alone and never come here; here none is
read or set. The same listener answers for both hosts, so that nothing more need be forwarded or found free.

An address here is good for minutes, for one copy and one person, as long as they are logged in, and is asked
anew who that is and what they see. What is served runs nothing, asks nobody, and can be shown in a frame of
the workbench alone.
"""
