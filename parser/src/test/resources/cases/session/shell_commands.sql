QUIT; EXIT; HELP; CLEAR; SOURCE '/a/b.sql'; quit
-- ====
-- Quit  @1:1+4
-- Quit  @1:7+4
-- Help  @1:13+4
-- Clear  @1:19+5
-- RunFile  @1:26+17
--   file: '/a/b.sql'  @1:33+10
-- Quit  @1:45+4
