-- nothing here
/* or here ; */
-- ====
