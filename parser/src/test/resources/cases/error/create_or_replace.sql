-- expect: error 2:8
CREATE OR REPLACE VIEW v AS SELECT 1;
-- ====
-- 2:8: CREATE OR REPLACE is not supported
--     CREATE OR REPLACE VIEW v AS SELECT 1;
--            ^^^^^^^^^^
-- hint: write DROP … IF EXISTS before CREATE; a table is only a description: drop it, which deletes no data, and create it as wanted
