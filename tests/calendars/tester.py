"""caldav-server-tester for a server that keeps events only.

It prepares its calendar with tasks, for which it makes one where they cannot stand beside events; where none can be made, it gives
up before the first event. Here it is told instead that there are no tasks, and goes on.
"""

from caldav_server_tester import caldav_server_tester, checks


def without_tasks(check, *_):
    for feature in ("todo", "todo.mixed-calendar", "todo.recurrences", "todo.recurrences.count"):
        check.set_feature(f"save-load.{feature}", False)
    return False


checks.PrepareCalendar._prepare_task_calendar = without_tasks
caldav_server_tester.check_server_compatibility()
