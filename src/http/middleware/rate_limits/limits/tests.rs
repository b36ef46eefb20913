//! Quotas, networks and streams, on a clock of the test.

use super::*;
use axum::http::HeaderMap;

fn manual() -> Clock {
    Clock::manual("2022-01-14T08:00:00Z".parse().unwrap())
}

fn limits_of(clock: Clock, off: bool) -> Limits {
    Limits::new(clock, off, 10_000)
}

fn client(address: &str) -> ClientAddress {
    ClientAddress::of(address.parse().unwrap(), &HeaderMap::new(), &[])
}

fn allowed(limits: &Limits, action: Action, address: &str) -> usize {
    (0..1000).take_while(|_| limits.check(action, client(address)).is_ok()).count()
}

#[test]
fn ten_changes_a_minute_then_a_wait() {
    let clock = manual();
    let limits = limits_of(clock.clone(), false);
    assert_eq!(allowed(&limits, Action::Change, "198.51.100.1"), 10);
    let refused = limits.check(Action::Change, client("198.51.100.1")).unwrap_err();
    assert_eq!(refused.code(), Code::RateLimited);
    assert_eq!(refused.retry_after_seconds(), Some(6));
    assert_eq!(allowed(&limits, Action::Change, "198.51.100.2"), 10, "another client is another counter");
    clock.advance(Duration::from_secs(6));
    assert_eq!(allowed(&limits, Action::Change, "198.51.100.1"), 1);
    clock.advance(Duration::from_secs(60));
    assert_eq!(allowed(&limits, Action::Change, "198.51.100.1"), 10);
}

#[test]
fn who_has_many_networks_has_four_times_the_allowance_in_a_56_and_sixteen_times_in_a_48() {
    let in_a = |networks: &mut dyn Iterator<Item = u16>| {
        let limits = limits_of(manual(), false);
        networks.map(|network| allowed(&limits, Action::Change, &format!("2001:db8:1:{network:x}::1"))).sum::<usize>()
    };
    assert_eq!(in_a(&mut (0..1)), 10, "one /64");
    assert_eq!(in_a(&mut (0..256)), 40, "every /64 of a /56");
    assert_eq!(in_a(&mut (0..u16::MAX)), 160, "every /64 of a /48");
    let limits = limits_of(manual(), false);
    assert_eq!(allowed(&limits, Action::Change, "2001:db8:1:1::1"), 10);
    assert_eq!(allowed(&limits, Action::Change, "2001:db8:1:2::1"), 10, "a neighbour's refused tries cost it nothing");
}

#[test]
fn a_hundred_reads_at_once_then_twenty_a_second() {
    let clock = manual();
    let limits = limits_of(clock.clone(), false);
    assert_eq!(allowed(&limits, Action::Read, "2001:db8::1"), 100);
    assert_eq!(allowed(&limits, Action::Read, "2001:db8::2"), 0, "the same network is the same client");
    clock.advance(Duration::from_secs(1));
    assert_eq!(allowed(&limits, Action::Read, "2001:db8::1"), 20);
}

#[test]
fn five_bookings_an_hour_for_an_email_address_however_it_is_written() {
    let clock = manual();
    let limits = limits_of(clock.clone(), false);
    for _ in 0..5 {
        limits.admit_email("Erika@Example.org").unwrap();
    }
    assert_eq!(limits.admit_email("erika@example.ORG"), Err(720));
    limits.admit_email("max@example.org").unwrap();
    clock.advance(Duration::from_secs(720));
    limits.admit_email("erika@example.org").unwrap();
}

#[test]
fn a_closed_stream_gives_its_place_back() {
    let limits = limits_of(manual(), false);
    let mut open: Vec<_> = (0..20).map(|_| limits.open_stream(client("198.51.100.1")).unwrap()).collect();
    assert!(limits.open_stream(client("198.51.100.1")).is_err());
    assert!(limits.open_stream(client("198.51.100.2")).is_ok());
    open.pop();
    assert!(limits.open_stream(client("198.51.100.1")).is_ok());
    open.clear();
    let streams = limits.0.streams.lock().unwrap();
    assert!(streams.all == 0 && streams.by_holder.is_empty());
}

#[test]
fn streams_take_half_of_the_places_and_visitors_not_all_of_these() {
    let limits = Limits::new(manual(), false, 32);
    let visitors: Vec<_> =
        (1..=14).map(|host| limits.open_stream(client(&format!("198.51.100.{host}"))).unwrap()).collect();
    let refused = limits.open_stream(client("203.0.113.1")).err().unwrap();
    assert_eq!((refused.code(), refused.retry_after_seconds()), (Code::Busy, Some(30)));
    let planner = [limits.open_planner_stream(1).unwrap(), limits.open_planner_stream(2).unwrap()];
    assert_eq!(limits.open_planner_stream(3).err().unwrap().code(), Code::Busy);
    drop(visitors);
    assert_eq!(limits.open_streams(), 2);
    drop(planner);
}

#[test]
fn off_lifts_them_all() {
    let limits = limits_of(manual(), true);
    assert_eq!(allowed(&limits, Action::Change, "198.51.100.1"), 1000);
    assert!((0..50).all(|_| limits.admit_email("a@example.org").is_ok()));
    let open: Vec<_> = (0..50).map(|_| limits.open_stream(client("198.51.100.1"))).collect();
    assert!(open.iter().all(Result::is_ok));
}

#[test]
fn recovered_counters_are_forgotten() {
    let clock = manual();
    let limits = limits_of(clock.clone(), false);
    for host in 1..200 {
        limits.check(Action::Read, client(&format!("198.51.100.{host}"))).unwrap();
    }
    assert_eq!(limits.0.counter(Action::Read, Tier::Client).len(), 199);
    clock.advance(Duration::from_secs(61));
    limits.check(Action::Read, client("203.0.113.1")).unwrap();
    assert_eq!(limits.0.counter(Action::Read, Tier::Client).len(), 1);
}
