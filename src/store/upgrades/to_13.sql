-- A number for every state of what the shop offers, for optimistic locking. What is there gets the first.

ALTER TABLE resources ADD COLUMN revision INTEGER NOT NULL DEFAULT 0;
ALTER TABLE services ADD COLUMN revision INTEGER NOT NULL DEFAULT 0;
ALTER TABLE availabilities ADD COLUMN revision INTEGER NOT NULL DEFAULT 0;
ALTER TABLE exceptions ADD COLUMN revision INTEGER NOT NULL DEFAULT 0;

UPDATE resources SET revision = 1;
UPDATE services SET revision = 1;
UPDATE availabilities SET revision = 1;
UPDATE exceptions SET revision = 1;

CREATE TABLE revisions (
    id     INTEGER PRIMARY KEY CHECK (id = 1),
    latest INTEGER NOT NULL
) STRICT;

INSERT INTO revisions VALUES (1, 1);

CREATE TRIGGER resources_get_a_revision AFTER INSERT ON resources BEGIN
    UPDATE revisions SET latest = latest + 1;
    UPDATE resources SET revision = (SELECT latest FROM revisions) WHERE id = NEW.id;
END;

CREATE TRIGGER resources_get_the_next_revision AFTER UPDATE ON resources
WHEN (NEW.id, NEW.name, NEW.kind, NEW.online, NEW.step_minutes, NEW.gap_step_minutes, NEW.archived)
  IS NOT (OLD.id, OLD.name, OLD.kind, OLD.online, OLD.step_minutes, OLD.gap_step_minutes, OLD.archived) BEGIN
    UPDATE revisions SET latest = latest + 1;
    UPDATE resources SET revision = (SELECT latest FROM revisions) WHERE id = NEW.id;
END;

CREATE TRIGGER services_get_a_revision AFTER INSERT ON services BEGIN
    UPDATE revisions SET latest = latest + 1;
    UPDATE services SET revision = (SELECT latest FROM revisions) WHERE id = NEW.id;
END;

CREATE TRIGGER services_get_the_next_revision AFTER UPDATE ON services
WHEN (NEW.id, NEW.name, NEW.group_name, NEW.description, NEW.translations, NEW.duration_minutes,
      NEW.buffer_before_minutes, NEW.buffer_after_minutes, NEW.online, NEW.status_on_booking, NEW.needs, NEW.choice,
      NEW.step_minutes, NEW.lead_time_hours, NEW.horizon_days, NEW.daily_limit, NEW.color, NEW.archived)
  IS NOT (OLD.id, OLD.name, OLD.group_name, OLD.description, OLD.translations, OLD.duration_minutes,
      OLD.buffer_before_minutes, OLD.buffer_after_minutes, OLD.online, OLD.status_on_booking, OLD.needs, OLD.choice,
      OLD.step_minutes, OLD.lead_time_hours, OLD.horizon_days, OLD.daily_limit, OLD.color, OLD.archived) BEGIN
    UPDATE revisions SET latest = latest + 1;
    UPDATE services SET revision = (SELECT latest FROM revisions) WHERE id = NEW.id;
END;

CREATE TRIGGER availabilities_get_a_revision AFTER INSERT ON availabilities BEGIN
    UPDATE revisions SET latest = latest + 1;
    UPDATE availabilities SET revision = (SELECT latest FROM revisions) WHERE id = NEW.id;
END;

CREATE TRIGGER availabilities_get_the_next_revision AFTER UPDATE ON availabilities
WHEN (NEW.id, NEW.resource_id, NEW.weekdays, NEW.date, NEW.from_minute, NEW.to_minute, NEW.step_minutes,
      NEW.valid_from, NEW.valid_until, NEW.every_weeks)
  IS NOT (OLD.id, OLD.resource_id, OLD.weekdays, OLD.date, OLD.from_minute, OLD.to_minute, OLD.step_minutes,
      OLD.valid_from, OLD.valid_until, OLD.every_weeks) BEGIN
    UPDATE revisions SET latest = latest + 1;
    UPDATE availabilities SET revision = (SELECT latest FROM revisions) WHERE id = NEW.id;
END;

CREATE TRIGGER exceptions_get_a_revision AFTER INSERT ON exceptions BEGIN
    UPDATE revisions SET latest = latest + 1;
    UPDATE exceptions SET revision = (SELECT latest FROM revisions) WHERE id = NEW.id;
END;

CREATE TRIGGER exceptions_get_the_next_revision AFTER UPDATE ON exceptions
WHEN (NEW.id, NEW.resource_id, NEW.from_date, NEW.to_date, NEW.hours, NEW.note)
  IS NOT (OLD.id, OLD.resource_id, OLD.from_date, OLD.to_date, OLD.hours, OLD.note) BEGIN
    UPDATE revisions SET latest = latest + 1;
    UPDATE exceptions SET revision = (SELECT latest FROM revisions) WHERE id = NEW.id;
END;
