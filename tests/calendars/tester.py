"""caldav-server-tester for a server that keeps events only, and gives no time twice.

It prepares its calendar with tasks, for which it makes one where they cannot stand beside events; where none can be made, it gives
up before the first event. Here it is told instead that there are no tasks, and goes on. Its events that repeat without end take
the times of later ones within 400 days: what is looked at with those is put into a year after that.
"""

from caldav_server_tester import caldav_server_tester, checks


def without_tasks(check, *_):
    for feature in ("todo", "todo.mixed-calendar", "todo.recurrences", "todo.recurrences.count"):
        check.set_feature(f"save-load.{feature}", False)
    return False


def in_a_later_year(run):
    def later(check):
        year = check.checker.fixture_base_year
        check.checker.fixture_base_year = year + 2
        try:
            run(check)
        finally:
            check.checker.fixture_base_year = year

    return later


checks.PrepareCalendar._prepare_task_calendar = without_tasks
for one in (checks.CheckSyncToken, checks.CheckSyncTokenLimit):
    one._run_check = in_a_later_year(one._run_check)
caldav_server_tester.check_server_compatibility()
