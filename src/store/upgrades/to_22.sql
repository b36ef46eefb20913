-- Free times are shown as a table or as a list of days.
ALTER TABLE shop ADD COLUMN widget_view TEXT NOT NULL DEFAULT 'auto';
